"""Trang approval."""

import streamlit as st

st.write("…")
