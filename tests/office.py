"""LibreOffice for tests: in a profile of its own convert a workbook or edit it by a macro, recalculating; read what comes out."""

import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Edit"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic">
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  {edit}
  Dim kept(0) As New com.sun.star.beans.PropertyValue
  kept(0).Name = "FilterName"
  kept(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL("{target}", kept())
  book.close(True)
End Sub
</script:module>
"""


def convert(soffice: Path, workbook: Path, kind: str, folder: Path) -> Path:
    """The workbook as `kind` (xlsx, pdf) in `folder`, with every formula calculated anew."""
    out = folder / f"as_{kind}"
    _run(soffice, _profile(folder), "--convert-to", kind, "--outdir", str(out), str(workbook))
    return out / f"{workbook.stem}.{kind}"


def edit_by_macro(soffice: Path, workbook: Path, basic: str, folder: Path) -> Path:
    """The workbook opened by LibreOffice, changed by Basic statements over `book` (the document), and saved by it as xlsx."""
    profile, out = _profile(folder), folder / f"{workbook.stem}-libreoffice.xlsx"
    if not (profile / "user" / "basic").exists():
        _run(soffice, profile, "--terminate_after_init")  # the first start lays the profile's own libraries
    library = profile / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (library / "Edit.xba").write_text(_MODULE.format(source=workbook.as_uri(), target=out.as_uri(), edit=escape(basic)), encoding="utf-8")
    _run(soffice, profile, "macro:///Standard.Edit.Main")
    assert out.exists(), "the macro did not come to its end"
    return out


def _profile(folder: Path) -> Path:
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_RECALCULATE, encoding="utf-8")
    return profile


def _run(soffice: Path, profile: Path, *words: str) -> None:
    command = [str(soffice), f"-env:UserInstallation={profile.as_uri()}", "--headless", *words]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


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
