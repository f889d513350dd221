"""The parts of the page Klaster UMKM; each is handed `Facts` and frames and draws one panel. No queries here."""
