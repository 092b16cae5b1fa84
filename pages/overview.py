"""Trang overview."""

import streamlit as st

st.write("…")
