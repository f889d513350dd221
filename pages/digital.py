"""Penetrasi digital: in preparation."""

import streamlit as st

st.title("Penetrasi digital")
