"""Beranda: in preparation."""

import streamlit as st

st.title("Beranda")
