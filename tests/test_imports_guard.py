"""What is not a bearable, honest workbook is refused with a sentence before anything opens it."""

import zipfile
from pathlib import Path

import pytest

from budget.imports import guard
from budget.imports.guard import check_workbook_file
from tests.plans import a_plan


def test_our_own_template_may_be_opened(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        assert check_workbook_file(plan.exports.template(tmp_path / "mau.xlsx").file) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "not_xlsx"), (b"khong phai zip", "not_xlsx"), (b"PK\x03\x04hong", "not_xlsx"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "not_xlsx")],
)
def test_other_files_are_refused(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    problem = check_workbook_file(path)
    assert problem is not None
    assert (problem.code, "a.xlsx" in problem.sentence, bool(problem.fix)) == (code, True, True)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    problem = check_workbook_file(tmp_path / "khong-co.xlsx")
    assert problem is not None
    assert problem.code == "file_unreadable"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.xlsx", {"a.txt": b"x"})
    problem = check_workbook_file(path)
    assert problem is not None
    assert problem.code == "not_xlsx"


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b"0" * (40 * 2**20)})
    problem = check_workbook_file(path)
    assert problem is not None
    assert problem.code == "file_suspicious"


def test_too_many_entries_and_too_many_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _zip(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<a/>", **{f"{number}.xml": b"" for number in range(guard.MOST_ENTRIES)}})
    problem = check_workbook_file(path)
    assert problem is not None
    assert problem.code == "file_suspicious"
    monkeypatch.setattr(guard, "MOST_BYTES", 100)
    problem = check_workbook_file(path)
    assert problem is not None
    assert problem.code == "file_too_large"


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        path = plan.exports.template(tmp_path / "mau.xlsx").file
    path.write_bytes(path.read_bytes()[:-2000])
    problem = check_workbook_file(path)
    assert problem is not None
    assert problem.code == "not_xlsx"


def test_a_part_with_its_own_entities_is_refused(tmp_path: Path) -> None:
    problem = check_workbook_file(_zip(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<!DOCTYPE a><a/>"}))
    assert problem is not None
    assert problem.code == "file_suspicious"


def test_what_watches_the_unpacking_sees_marks_that_lie_across_two_pieces(tmp_path: Path) -> None:
    mark = b'<c t="e">'
    path = _zip(tmp_path / "a.xlsx", {"xl/a.xml": b"x" * (2**20 - 4) + mark + b"y" * 100, "xl/b.xml": b"z"})
    seen: dict[str, list[bytes]] = {}
    with zipfile.ZipFile(path) as archive:
        guard.unpack_once(archive, path.stat().st_size, guard.MOST_UNPACKED, lambda part, piece: seen.setdefault(part, []).append(piece))
    assert any(mark in piece for piece in seen["xl/a.xml"])
    assert seen["xl/b.xml"] == [b"z"]


def test_small_files_may_unpack_to_ten_megabytes_and_large_ones_to_the_bound() -> None:
    assert [guard.allowed_bytes(size, 2**28) for size in (10, 2**18, 2**24)] == [10 * 2**20, 50 * 2**20, 2**28]


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
