"""What is known: settings, warehouse, journal, catalogue and the functions that read them; no Streamlit here."""
