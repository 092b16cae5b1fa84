"""Trang estimate."""

import streamlit as st

st.write("…")
