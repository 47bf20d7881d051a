"""The least a page with a chart can be: what Streamlit and Plotly take by themselves."""

import streamlit as st

st.title("One line")
line = {"type": "scatter", "mode": "lines", "x": [1, 2, 3], "y": [2, 1, 3]}
st.plotly_chart({"data": [line], "layout": {}})
