"""The parts of Penetrasi digital; each is handed a `DigitalView` and draws one panel. No queries here."""
