"""The parts of Beranda; each is handed what it draws. No queries here."""
