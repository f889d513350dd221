"""The parts of the comparison page; each is handed a `View` and draws one panel. No queries here."""
