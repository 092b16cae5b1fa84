"""The browser code is complete without a build step, and the library's names cannot meet ours."""

from __future__ import annotations

import pytest

from pages.parts.grid.assets import (
    FRONTEND_ORDER,
    HERE,
    engine_script,
    engine_style,
    marker_script,
    mount_script,
    picker_script,
    wrap_library,
)


def test_the_engine_is_one_module_with_the_library_inside_a_function() -> None:
    script = engine_script()
    assert script.count("export ") == 1
    assert script.startswith("const TabulatorFull = (() => {\n/* Tabulator v6.5.3")
    assert "export{" not in script
    assert "sourceMappingURL" not in script
    assert "\nreturn bt;\n})();" in script


def test_every_part_of_the_frontend_is_sent() -> None:
    files = {path.name for path in (HERE / "frontend").glob("*.js")}
    assert files == {*FRONTEND_ORDER, "mount.js", "picker.js", "marker.js"}


def test_strings_are_not_taken_for_paths() -> None:
    # Streamlit takes a one-line css or js string for the path of a file.
    assert all("\n" in text for text in (engine_script(), engine_style(), mount_script(), picker_script(), marker_script()))


def test_the_licence_stands_beside_the_library() -> None:
    assert "MIT License" in (HERE / "vendor" / "LICENSE").read_text("utf-8")


def test_a_changed_library_is_noticed() -> None:
    with pytest.raises(ValueError, match="no TabulatorFull"):
        wrap_library("const a=1;export{a as Other};", "TabulatorFull")
    with pytest.raises(ValueError, match="export list"):
        wrap_library("const a=1;", "TabulatorFull")
    assert wrap_library("class e{};export{e as Grid};", "Grid") == "const Grid = (() => {\nclass e{};\nreturn e;\n})();\n"
