"""The parts of the explorer page; each is handed a `View` and draws one panel. No queries here."""
