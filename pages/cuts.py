"""Trang cuts."""

import streamlit as st

st.write("…")
