"""Trang compare."""

import streamlit as st

st.write("…")
