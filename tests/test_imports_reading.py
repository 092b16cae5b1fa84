"""A stranger's file through the reader's process: a workbook or a sentence, in bounded memory and time, with nothing left behind."""

import json
import random
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.imports.guard import Limits
from budget.imports.reading import read_workbook
from tests.office import convert
from tests.workbooks import ods_parts, write_compound, write_xls, write_zip, xlsx_parts

ROOT = Path(__file__).parent.parent
_MEASURE = """
import json, resource, sys
from pathlib import Path
from budget.imports.reading import read_workbook
book, problems = read_workbook(Path(sys.argv[1]))
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
sheets = [(len(sheet.rows), sheet.width, sheet.cut) for sheet in book.sheets] if book else []
print(json.dumps([sheets, [problem.code for problem in problems], peak]))
"""


def measured(path: Path) -> tuple[list[list[object]], list[str], int]:
    """What a fresh process gets of a file: its sheets' sizes, its problems, and the most memory its reader held, in MB."""
    out = subprocess.check_output([sys.executable, "-c", _MEASURE, str(path)], cwd=ROOT, timeout=240)
    sheets, codes, peak = json.loads(out)
    return sheets, codes, peak


def code(path: Path, limits: Limits | None = None) -> str:
    book, problems = read_workbook(path, limits)
    assert book is None
    assert [path.name in problem.sentence and bool(problem.fix) for problem in problems] == [True]
    return problems[0].code


def test_a_workbook_comes_whole(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "Biểu 01.xls", {"Biªu": [["Tæng sè", 1.5]], "Hai": []})
    book, problems = read_workbook(path)
    assert problems == []
    assert book is not None
    assert (book.file, book.kind) == ("Biểu 01.xls", "xls")
    assert [(sheet.name, [list(row) for row in sheet.rows]) for sheet in book.sheets] == [("Biêu", [["Tổng số", 1.5]]), ("Hai", [])]


def test_nothing_is_left_behind_and_the_file_is_as_it_was(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", xlsx_parts("<row><c><v>1</v></c></row>"))
    before = path.read_bytes()
    assert read_workbook(path)[0] is not None
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == before


def test_a_file_without_content_is_said_to_be_empty(tmp_path: Path) -> None:
    assert code(write_zip(tmp_path / "a.xlsx", xlsx_parts(""))) == "file_empty"
    path = tmp_path / "b.csv"
    path.write_text(" ;\n;;\n")
    assert code(path) == "file_empty"
    assert code(tmp_path / "missing.xlsx") == "file_unreadable"


def test_a_cell_at_the_end_of_the_world_is_refused_not_unfolded(tmp_path: Path) -> None:
    path = write_zip(
        tmp_path / "a.xlsx", xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    )
    sheets, codes, peak = measured(path)
    assert (sheets, codes) == ([], ["file_too_heavy"])
    assert peak < 400


def test_a_sheet_formatted_to_its_last_row_is_read_in_little_memory(tmp_path: Path) -> None:
    styled = "".join(f'<row r="{number}"><c r="A{number}" s="0"/><c r="B{number}" s="0"/></row>' for number in range(2, 1_048_577))
    path = write_zip(tmp_path / "a.xlsx", xlsx_parts('<row r="1"><c r="A1"><v>5</v></c></row>' + styled))
    assert (sheets_peak := measured(path))[:2] == ([[1, 1, False]], [])
    assert sheets_peak[2] < 400


def test_bombs_are_refused_in_little_memory(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    rows = f'<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row></table:table>'
    bombs = [
        (write_zip(tmp_path / "a.xlsx", xlsx_parts(" " * (260 * 2**20))), "file_suspicious"),
        (write_zip(tmp_path / "b.ods", ods_parts(rows)), "file_too_large"),
        (write_zip(tmp_path / "c.xlsx", {**xlsx_parts(""), "xl/media/a.bin": bytes(260 * 2**20)}), "file_suspicious"),
    ]
    for path, expected in bombs:
        sheets, codes, peak = measured(path)
        assert (sheets, codes) == ([], [expected])
        assert peak < 400


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", {**xlsx_parts(""), "xl/media/a.bin": bytes(30 * 2**20)})
    data = path.read_bytes()
    told = (30 * 2**20).to_bytes(4, "little")
    path.write_bytes(data.replace(told, (100).to_bytes(4, "little")))
    assert code(path) in {"file_damaged", "file_suspicious"}


@pytest.mark.parametrize("columns", [500, 16_384])
def test_very_wide_sheets_are_marked(columns: int, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", xlsx_parts("<row>" + "".join(f"<c><v>{number}</v></c>" for number in range(columns)) + "</row>"))
    book, problems = read_workbook(path)
    assert problems == []
    assert book is not None
    assert [(sheet.width, sheet.cut) for sheet in book.sheets] == [(256, True)]


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", xlsx_parts("<row><c><v>1</v></c></row>"))
    assert code(path, Limits(seconds=0.001)) == "file_too_slow"


def test_a_reader_that_works_too_long_is_stopped_by_the_system(tmp_path: Path) -> None:
    rows = ("<row>" + "<c><v>1.5</v></c>" * 250 + "</row>") * 15_000
    path = write_zip(tmp_path / "a.xlsx", {**xlsx_parts(rows), "filler": random.Random(1).randbytes(2**20)})
    assert code(path, Limits(seconds=1)) == "file_too_slow"


def test_a_reader_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ư;b\n" * 4_000_000, "utf-8")
    assert code(path, Limits(memory=150 * 2**20)) == "file_too_heavy"


def test_no_reader_stays_alive(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_nvcsw
    assert code(write_compound(tmp_path / "a.xls", {"Khac": b""})) == "not_workbook"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_nvcsw > before  # only children that were waited for are counted


def test_one_workbook_says_the_same_in_every_format(soffice: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("Dự toán")
    page.merge_range("A1:C1", "BẢNG DỰ TOÁN")
    page.write_row("A2", ["STT", "Nội dung", "Thành tiền"])
    page.write_row("A3", [1, "Sửa chữa đường", 12_500_000.5])
    page.write_formula("C4", "=C3*2", None, 25_000_001)
    page.write_formula("B4", '="Cộng "&A3', None, "Cộng 1")
    page.write_formula("C5", "=1/0", None, "#DIV/0!")
    page.write_formula("B5", "=NA()", None, "#N/A")
    book.add_worksheet("Ẩn").hide()
    book.close()
    found = {}
    for kind in ("xlsx", "xls", "ods"):
        made, problems = read_workbook(convert(soffice, path, kind, tmp_path))
        assert made is not None, problems
        sheet = made.sheets[0]
        assert made.kind == kind
        assert made.sheets[1].hidden
        found[kind] = ([list(row) for row in sheet.rows], sheet.spans, sheet.name)
    assert found["xlsx"] == found["xls"] == found["ods"]
    assert found["xlsx"][0] == [
        ["BẢNG DỰ TOÁN", "", ""],
        ["STT", "Nội dung", "Thành tiền"],
        [1.0, "Sửa chữa đường", 12_500_000.5],
        ["", "Cộng 1", 25_000_001.0],
        ["", "#N/A", "#DIV/0!"],
    ]


@settings(max_examples=25)
@given(kind=st.sampled_from(["raw xlsx", "inner xlsx", "raw xls"]), seed=st.integers(0, 2**32))
def test_changed_workbooks_are_read_or_refused(kind: str, seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each in a process of its own, as always, for the library may end the process that asks it."""
    draw = random.Random(seed)
    folder = tmp_path_factory.mktemp("changed")
    if kind == "raw xls":
        path = write_xls(folder / "a.xls", {"A": [["Tên", 1.0, True], ["x", 2.0]], "B": [["y"]]})
        path.write_bytes(_change(draw, path.read_bytes()))
    else:
        parts: dict[str, str | bytes] = dict(xlsx_parts('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>1/0</f><v>#N/A</v></c></row>'))
        if kind == "inner xlsx":
            name = draw.choice(sorted(parts))
            parts[name] = _change(draw, str(parts[name]).encode())
        path = write_zip(folder / "a.xlsx", parts)
        if kind == "raw xlsx":
            path.write_bytes(_change(draw, path.read_bytes()))
    book, problems = read_workbook(path)
    assert (book is None) == (len(problems) == 1)
    assert all(problem.sentence and problem.fix for problem in problems)
    assert book is None or any(sheet.rows for sheet in book.sheets)


@pytest.mark.parametrize("name", sorted(xlsx_parts("")))
@pytest.mark.parametrize("change", ["missing", "empty", "twice"])
def test_parts_missing_empty_or_doubled(name: str, change: str, tmp_path: Path) -> None:
    parts = xlsx_parts("<row><c><v>1</v></c></row>")
    content = parts.pop(name)
    path = write_zip(tmp_path / "a.xlsx", {**parts, name: ""} if change == "empty" else parts)
    if change == "twice":
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, content)
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr(name, content)
    book, problems = read_workbook(path)
    assert (book is None) == (len(problems) == 1)


def _change(draw: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(draw.choice([1, 1, 3, 10])):
        place = draw.randrange(len(changed))
        act = draw.randrange(4)
        if act == 0:
            changed[place] ^= 1 << draw.randrange(8)
        elif act == 1:
            changed[place : place + 4] = draw.choice([b"\xff\xff\xff\xff", b"9999", b"\x00\x00\x00\x00", b""])
        elif act == 2:
            changed[place:place] = changed[place : place + draw.choice([1, 16, 64])]
        elif len(changed) > 20 and draw.random() < 0.3:
            del changed[place:]
            changed.extend(b"x")
    return bytes(changed)
