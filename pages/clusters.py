"""Klaster UMKM: in preparation."""

import streamlit as st

st.title("Klaster UMKM")
