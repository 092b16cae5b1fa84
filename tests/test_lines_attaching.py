"""What may be attached is judged by its bytes; a name never leads anywhere."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.lines.attaching import MEDIA_TYPES, MOST_BYTES, plan_attachment, safe_name
from budget.store.files import digest_of

MOMENT = "2024-06-01T08:00:00.000+07:00"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str, **texts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, texts.get(name, "<x/>"))
    return out.getvalue()


def ole(*streams: str) -> bytes:
    return OLE + b"\0" * 504 + b"".join(stream.encode("utf-16-le") + b"\0\0" for stream in streams)


GOOD = {
    "pdf": b"%PDF-1.7\n...",
    "png": b"\x89PNG\r\n\x1a\n...",
    "jpg": b"\xff\xd8\xff\xe0...",
    "xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "docx": zipped("[Content_Types].xml", "word/document.xml"),
    "ods": zipped("mimetype", "content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "xls": ole("Root Entry", "Workbook"),
    "doc": ole("Root Entry", "WordDocument"),
}


def refusal(name: str, data: bytes) -> tuple[str, str]:
    change, problems = plan_attachment("L", name, data, "An", MOMENT)
    assert change is None
    (problem,) = problems
    assert problem.fix
    return problem.code, problem.sentence


@pytest.mark.parametrize("kind", list(GOOD))
def test_each_kind_is_known_by_its_bytes_and_kept_by_its_digest(kind: str) -> None:
    change, problems = plan_attachment("L", f"Báo giá minh họa.{kind.upper()}", GOOD[kind], "An", MOMENT, " báo giá ")
    assert problems == []
    assert change is not None
    record = change.new or {}
    assert record["name"] == f"Báo giá minh họa.{kind.upper()}"
    assert (record["media_type"], record["digest"], record["size"]) == (MEDIA_TYPES[kind], digest_of(GOOD[kind]), len(GOOD[kind]))
    assert (record["note"], record["author"], record["line"]) == ("báo giá", "An", "L")


@pytest.mark.parametrize("other", [kind for kind in GOOD if kind != "pdf"])
def test_an_ending_that_lies_is_refused(other: str) -> None:
    code, sentence = refusal("a.pdf", GOOD[other])
    assert code == "file_type_mismatch"
    assert f".{other}" in sentence


def test_jpeg_is_jpg() -> None:
    assert plan_attachment("L", "ảnh.jpeg", GOOD["jpg"], "An", MOMENT)[0] is not None


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("a.pdf", b"", "file_empty", "0 byte"),
        ("a.exe", b"MZ\x90\0", "file_not_accepted", "không thuộc loại"),
        ("a.txt", "giá 12".encode(), "file_not_accepted", "không thuộc loại"),
        ("a.html", b"<script>", "file_not_accepted", "không thuộc loại"),
        ("a.zip", zipped("a.txt"), "file_not_accepted", "không thuộc loại"),
        ("a.xlsm", zipped("xl/workbook.xml", "xl/vbaProject.bin"), "file_not_accepted", "macro"),
        ("a.xls", ole("Workbook", "_VBA_PROJECT_CUR"), "file_not_accepted", "macro"),
        ("a.xlsx", ole("EncryptedPackage"), "file_not_accepted", "mật khẩu"),
        ("a.xlsx", GOOD["xlsx"][:40], "file_not_accepted", "hỏng"),
        ("a.odt", zipped("mimetype", mimetype="application/vnd.oasis.opendocument.text"), "file_not_accepted", "không thuộc loại"),
        ("a.pdf", b"%PDF-" + b"x" * MOST_BYTES, "file_too_large", "vượt 10 MB"),
        ("../..", b"%PDF-", "file_name_missing", "tên"),
    ],
    ids=["empty", "exe", "txt", "html", "zip", "macros", "old macros", "password", "damaged", "odt", "too large", "no name"],
)
def test_what_is_not_taken_is_said(name: str, data: bytes, code: str, says: str) -> None:
    found, sentence = refusal(name, data)
    assert found == code
    assert says in sentence


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\An\\báo giá.pdf", "báo giá.pdf"),
        ("..\\..\\a.pdf", "a.pdf"),
        ("con.pdf", "_con.pdf"),
        ("NUL.tar.pdf", "_NUL.tar.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("a\0b\r\n.pdf", "ab .pdf"),
        ('a<b>"c|d?*.pdf', "a_b__c_d__.pdf"),
        (" . .a.pdf. . ", "a.pdf"),
        ("/", ""),
        ("a." + "b" * 300, "a." + "b" * 117),
        ("Báo giá.pdf", "Báo giá.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(given_name: str, kept: str) -> None:
    assert safe_name(given_name).replace(" .", ".") == kept.replace(" .", ".")


@given(st.text(max_size=300))
def test_no_name_holds_a_way_out(name: str) -> None:
    kept = safe_name(name)
    assert not set(kept) & set('/\\<>:"|?*\0\r\n')
    assert kept not in (".", "..")
    assert len(kept) <= 130
    assert safe_name(kept) == kept


@given(st.binary(max_size=400), st.sampled_from([b"", OLE, b"PK\x03\x04", b"%PDF-"]))
def test_no_bytes_break_the_judgement(data: bytes, magic: bytes) -> None:
    change, problems = plan_attachment("L", "a.xlsx", magic + data, "An", MOMENT)
    assert (change is None) == bool(problems)
