"""Trang journal."""

import streamlit as st

st.write("…")
