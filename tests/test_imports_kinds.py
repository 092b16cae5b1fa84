"""What a file is, by its bytes: whatever its name, it is read as what it is or refused as what it is."""

import zipfile
from pathlib import Path

import pytest

from budget.imports.guard import Limits
from budget.imports.kinds import judge_kind, refuse_compound, refuse_markup
from budget.imports.refusals import Refused
from tests.workbooks import ods_parts, write_xls, write_zip, xlsx_parts


def code(path: Path, limits: Limits | None = None) -> str:
    """The kind, or the code of the refusal."""
    try:
        return judge_kind(path, limits or Limits())
    except Refused as refused:
        return refused.problem.code


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a.pdf", "khong-duoi"])
def test_names_do_not_matter(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    assert code(write_zip(path, xlsx_parts(""))) == "xlsx"
    assert code(write_zip(path, ods_parts(""))) == "ods"
    assert code(write_xls(path, {"A": [["x"]]})) == "xls"
    path.write_bytes("STT;Tên".encode())
    assert code(path) == "csv"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.7\n", "not_workbook"),
        (b"\x89PNG\r\n\x1a\n", "not_workbook"),
        (b"\xff\xd8\xff\xe0", "not_workbook"),
        (b"Rar!\x1a\x07", "not_workbook"),
        (b"\x09\x04\x06\x00\x00\x00", "format_unread"),
        (b"PK\x03\x04hong", "file_damaged"),
        (b"BM;Ten", "csv"),
    ],
)
def test_other_files(content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert code(path) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({**xlsx_parts(""), "xl/vbaProject.bin": b"x"}, "file_macros"),
        ({**xlsx_parts(""), "xl/macrosheets/sheet1.xml": b"x"}, "file_macros"),
        ({**ods_parts(""), "Basic/Standard/Module1.xml": b"x"}, "file_macros"),
        ({"xl/workbook.bin": b"x"}, "format_unread"),
        ({"word/document.xml": b"x"}, "not_workbook"),
        ({"ppt/presentation.xml": b"x"}, "not_workbook"),
        ({"a.txt": b"x"}, "not_workbook"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"x"}, "not_workbook"),
        ({**ods_parts(""), "META-INF/manifest.xml": "<a><manifest:encryption-data/></a>"}, "file_encrypted"),
        ({**xlsx_parts(""), **{f"{number}": "" for number in range(1_001)}}, "file_suspicious"),
        ({**xlsx_parts(""), "xl/media/a": bytes(20 * 2**20)}, "file_suspicious"),
    ],
)
def test_archives(parts: dict[str, str | bytes], expected: str, tmp_path: Path) -> None:
    assert code(write_zip(tmp_path / "a.xlsx", parts)) == expected


def test_a_locked_entry_a_missing_and_a_large_file(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", xlsx_parts(""))
    with zipfile.ZipFile(path) as archive:
        offset = archive.start_dir + 8
    data = bytearray(path.read_bytes())
    data[offset] |= 1
    path.write_bytes(bytes(data))
    assert code(path) == "file_encrypted"
    assert code(tmp_path / "thieu.xlsx") == "file_unreadable"
    assert code(path, Limits(size=100)) == "file_too_large"


@pytest.mark.parametrize(
    ("streams", "expected"),
    [
        ({"EncryptionInfo", "EncryptedPackage"}, "file_encrypted"),
        ({"Workbook", "_VBA_PROJECT_CUR"}, "file_macros"),
        ({"Workbook", "Macros"}, "file_macros"),
        ({"WordDocument"}, "not_workbook"),
        ({"Khac"}, "not_workbook"),
    ],
)
def test_compound_files(streams: set[str], expected: str) -> None:
    with pytest.raises(Refused) as refused:
        refuse_compound("a.xls", {"Root Entry", *streams})
    assert refused.value.problem.code == expected


def test_plain_compound_files_and_texts_pass() -> None:
    refuse_compound("a.xls", {"Root Entry", "Workbook", "\x05SummaryInformation"})
    refuse_compound("a.xls", {"Root Entry", "Book"})
    refuse_markup("a.csv", "STT;Tên <b>;Giá")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("\ufeff\n <html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", "HTML"),
        ("<table border=1><tr><td>STT</td></tr></table>", "HTML"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related", "HTML"),
        ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML 2003"),
        ('<?xml version="1.0"?><invoice/>', "XML"),
    ],
)
def test_markup_under_a_workbooks_name(text: str, word: str) -> None:
    with pytest.raises(Refused) as refused:
        refuse_markup("bao_cao.xls", text)
    assert word in refused.value.problem.sentence
