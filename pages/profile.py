"""Profil: in preparation."""

import streamlit as st

st.title("Profil")
