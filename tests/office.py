"""LibreOffice for tests: convert a workbook in a profile of its own, recalculating every formula, and read what comes out."""

import subprocess
from pathlib import Path

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def convert(soffice: Path, workbook: Path, kind: str, folder: Path) -> Path:
    """The workbook as `kind` (xlsx, pdf) in `folder`, with every formula calculated anew."""
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_RECALCULATE, encoding="utf-8")
    out = folder / f"as_{kind}"
    command = [
        str(soffice),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
        str(workbook),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return out / f"{workbook.stem}.{kind}"


def formulas_of(workbook: Path, sheet: str) -> dict[tuple[int, int], str]:
    """(row, column), both from 0 -> the formula that stands there."""
    page = load_workbook(workbook)[sheet]
    found = {}
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                found[cell.row - 1, cell.column - 1] = cell.value
    return found


def values_of(workbook: Path, sheet: str) -> list[list[object]]:
    """The values as they stand in the file, from cell A1."""
    return [list(row) for row in CalamineWorkbook.from_path(str(workbook)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
