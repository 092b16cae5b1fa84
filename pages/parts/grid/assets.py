"""The grid's browser code as two strings: no build step, no Node, nothing downloaded."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FRONTEND_ORDER = ("format.js", "outbox.js", "clipboard.js", "sorting.js", "groups.js", "cells.js", "filling.js", "keyboard.js", "grid.js")
_EXPORTS = re.compile(r"export\{([^}]*)\};?\s*$")


def wrap_library(source: str, exported: str) -> str:
    """A `const <exported>` made of a minified module, its other names kept inside a function so that ours cannot meet them.

    Raises ValueError when the module does not export the name (a changed library).
    """
    found = _EXPORTS.search(source)
    if found is None:
        raise ValueError("the library has no closing export list")
    pairs = (pair.partition(" as ") for pair in found.group(1).split(","))
    names = {outer.strip(): inner.strip() for inner, _, outer in pairs}
    if exported not in names:
        raise ValueError(f"the library exports no {exported}")
    return f"const {exported} = (() => {{\n{source[: found.start()]}\nreturn {names[exported]};\n}})();\n"


@cache
def engine_script() -> str:
    """The one ES module with Tabulator and our grid: it puts `mountGrid` where the small component script finds it."""
    library = wrap_library((HERE / "vendor" / "tabulator_esm.min.mjs").read_text("utf-8"), "TabulatorFull")
    ours = "\n".join((HERE / "frontend" / name).read_text("utf-8") for name in FRONTEND_ORDER)
    return f"{library}\n{ours}\n"


@cache
def engine_style() -> str:
    """Tabulator's style sheet followed by ours."""
    library = (HERE / "vendor" / "tabulator.min.css").read_text("utf-8")
    return f"{library}\n{(HERE / 'frontend' / 'grid.css').read_text('utf-8')}\n"


@cache
def mount_script() -> str:
    """The few lines sent with every message: wait for the engine, hand it the message."""
    return (HERE / "frontend" / "mount.js").read_text("utf-8")


@cache
def picker_script() -> str:
    """The few lines that tell the server which line was chosen."""
    return (HERE / "frontend" / "picker.js").read_text("utf-8")


@cache
def marker_script() -> str:
    """The few lines that hand late marks to the grid."""
    return (HERE / "frontend" / "marker.js").read_text("utf-8")
