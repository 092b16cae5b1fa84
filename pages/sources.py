"""Trang sources."""

import streamlit as st

st.write("…")
