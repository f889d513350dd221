"""The address without a page: the explorer opens, with everything the address says."""

import streamlit as st

from components import selection

st.switch_page("indicator.py", query_params=selection.current().address())
