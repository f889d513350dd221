"""Banding: in preparation."""

import streamlit as st

st.title("Banding")
