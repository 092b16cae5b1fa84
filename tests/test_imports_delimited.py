"""Texts of columns: encoding, delimiter and rows judged by what they say."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.imports.cells import CellValue
from budget.imports.delimited import NotDelimited, decode_text, find_delimiter, read_rows
from budget.legacy_text import from_tcvn3
from tests.test_legacy_text import common_texts, to_tcvn3

TEXT = "STT;Nội dung;Đơn giá\r\n1;Máy tính để bàn;12,5\r\n2;Sửa chữa đường;0,5\r\n"


def rows_of(text: str, *, trusted: bool) -> tuple[list[list[CellValue]], int]:
    rows, first = read_rows(text, trusted=trusted)
    return list(rows), first


def to_1258(text: str) -> bytes:
    """As Windows writes it: the letter with its shape, then the tone."""
    out = bytearray()
    for sign in text:
        try:
            out += sign.encode("cp1258")
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", sign)
            tone = next(mark for mark in decomposed if mark in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", decomposed.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_in_all_its_forms(encoding: str) -> None:
    assert decode_text(TEXT.encode(encoding)) == TEXT


def test_windows_1258_is_composed() -> None:
    assert decode_text(to_1258(TEXT)) == TEXT


@given(common_texts.filter(lambda text: len([word for word in text.split() if not word.isascii()]) >= 2))
def test_one_byte_texts_of_common_words_are_told_apart(text: str) -> None:
    assert decode_text(to_1258(text)) == text
    assert from_tcvn3(decode_text(to_tcvn3(text).encode("latin-1"))) == text


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03", b"\xff\xfeabc", b"%PDF-1.4\n\x00\x10", b"\xef\xbb\xbf\xff", bytes(range(256))])
def test_bytes_that_are_no_text(data: bytes) -> None:
    with pytest.raises(NotDelimited):
        decode_text(data)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        (TEXT, ";"),
        ('STT,Tên,Giá\n1,Máy,"12,5"\n', ","),
        ("STT\tTên, loại\tGiá\n1\tMáy, bàn\t12,5\n", "\t"),
        ("STT|Tên|Giá\n1|Máy; bàn|12\n", "|"),
        ("BẢNG DỰ TOÁN\n\nSTT;Tên;Giá\n1;a,b;1,5\n2;a;2,5\n", ";"),
        ("1,5;2,5\n1,5;3\n", ";"),
        ('a;"b\nc;d";e\n1;2;3\n', ";"),
        ("một cột\nhai\n", None),
    ],
)
def test_the_delimiter(text: str, delimiter: str | None) -> None:
    assert find_delimiter(text) == delimiter


def test_rows_and_their_first_number() -> None:
    assert rows_of(TEXT, trusted=False) == (
        [["STT", "Nội dung", "Đơn giá"], ["1", "Máy tính để bàn", "12,5"], ["2", "Sửa chữa đường", "0,5"]],
        1,
    )
    assert rows_of('sep=;\r\na,b;c\r\n"x\ny";z\r\n', trusted=False) == ([["a,b", "c"], ["x\ny", "z"]], 2)
    assert rows_of("Tên\nMáy\n", trusted=True) == ([["Tên"], ["Máy"]], 1)


def test_prose_is_no_table_unless_it_is_called_one() -> None:
    prose = "Kính gửi Sở Tài chính\nthực hiện công văn, chúng tôi\nbáo cáo như sau\ntrân trọng\n"
    with pytest.raises(NotDelimited):
        rows_of(prose, trusted=False)
    assert len(rows_of(prose, trusted=True)[0]) == 4


def test_a_cell_without_end_is_refused() -> None:
    with pytest.raises(NotDelimited):
        rows_of('a;b\n"' + "x;y\n" * 100_000, trusted=True)


fields = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8) | st.just("Dòng\nhai")


@given(st.lists(st.lists(fields.filter(str.strip), min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(";,\t|"))
def test_rows_written_with_quotes_come_back(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    assert rows_of(decode_text(out.getvalue().encode()), trusted=True) == (rows, 1)
