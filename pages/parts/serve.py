"""Start the server: `python -m pages.parts.serve`, with Streamlit's own options behind it.

A folder named pages makes Streamlit take its files for the screens until st.navigation has run once, so the first person after
a start who opens a link to a screen would be told, in English, that there is no such page. Saying it beforehand avoids that.
"""

import sys
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.cli import main

APP = Path(__file__).resolve().parents[2] / "app.py"
TURN = 0.0005
"""Seconds after which a thread that works in Python lets another have its turn.

An edit asks the engine some hundred times and must be let in again after each; while a large plan is checked beside it, Python's own
5 ms came to half a second.
"""


def serve(options: list[str]) -> None:
    """Serve app.py until stopped; never returns."""
    PagesManager.uses_pages_directory = False
    sys.setswitchinterval(TURN)
    sys.argv = ["streamlit", "run", str(APP), *options]
    main()


if __name__ == "__main__":
    serve(sys.argv[1:])
