"""Serves the screens of app.py, with Streamlit's files compressed and asked for early.

    streamlit run server.py          what `python start.py` runs

`streamlit run app.py` shows the same screens; the first page then takes longer.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from serving.browser_files import BrowserFiles
from serving.first_page import FirstPage
from serving.warm_up import warm_up

STREAMLIT_FILES = Path(st.__file__).parent / "static"

# Streamlit takes scripts in pages/ for the screens until app.py has named them for the first visitor,
# and would tell that visitor that the page of a deep link is not there.
PagesManager.uses_pages_directory = False

app = st.App(
    Path(__file__).parent / "app.py",
    lifespan=warm_up,
    middleware=[
        Middleware(FirstPage, folder=STREAMLIT_FILES),
        Middleware(BrowserFiles, folder=STREAMLIT_FILES),
    ],
)
