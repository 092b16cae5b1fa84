"""Screens for tests: the whole program run at one page over a small plan, with a name already given, without a browser."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.parts.navigation import SECTIONS

ROOT = Path(__file__).parent.parent
PATIENCE = 60
"""Seconds a run may take on a busy machine; nothing is timed."""
_ADDRESSES = {name: address for members in SECTIONS.values() for name, _, address, _ in members}


def open_screen(monkeypatch: pytest.MonkeyPatch, path: Path, page: str, actor: str = "An", **choices: str | tuple[str, ...]) -> AppTest:
    """The program at `page` ("sources" for pages/sources.py) over the plan at `path`, after its first run.

    `choices` are what the address would carry, with "_" for "-": don_vi_tien="dong", phuong_an=scenario.
    """
    monkeypatch.setenv("DUTOAN_PLAN", str(path))
    monkeypatch.setenv("DUTOAN_DEBUG", "1")  # our own mistakes must fail the test, not become a sentence
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    app.session_state["actor"] = actor
    for name, value in choices.items():
        app.query_params[name.replace("_", "-")] = value if isinstance(value, str) else list(value)
    # as a link to the screen is opened; switch_page knows the screens' addresses only after a run, which would draw the overview for nobody
    app._page_hash = calc_hash(_ADDRESSES[page])
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def words_of(app: AppTest) -> str:
    """Everything the screen says in prose, headings, tables written by hand, labels and messages, as one text."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "html", "error", "warning", "info", "success", "toast")
    said = [str(element.proto.body if kind == "html" else element.value) for kind in kinds for element in app.get(kind)]
    labels = [str(element.proto.label) for kind in ("button", "download_button", "page_link", "metric") for element in app.get(kind)]
    return "\n".join(text for text in [*said, *labels] if "<style" not in text)


def english_in(text: str) -> list[str]:
    """The words a person should never meet in a text: English, and the names programs give to nothing."""
    return re.findall(
        r"\b(?:Submit|Error|Traceback|Exception|None|nan|NaN|NaT|null|undefined|True|False|<NA>|Page|Loading|Settings)\b", text
    )
