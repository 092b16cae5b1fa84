"""The box of an .xls: streams come out as they went in, and damage ends in one exception."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.imports.compound import CompoundFile, DamagedFile
from tests.workbooks import write_compound


def test_streams_come_out_whole(tmp_path: Path) -> None:
    long = bytes(range(256)) * 400
    box = CompoundFile(write_compound(tmp_path / "a.xls", {"Workbook": long, "Khác": b"x" * 5000}).read_bytes())
    assert box.names == ["Root Entry", "Workbook", "Khác"]
    stream = box.stream("Workbook")
    assert stream is not None
    assert stream[: len(long)] == long
    assert box.stream("missing") is None


def test_a_stream_longer_than_one_table_sector(tmp_path: Path) -> None:
    long = b"0123456789abcdef" * 20_000
    stream = CompoundFile(write_compound(tmp_path / "a.xls", {"Workbook": long}).read_bytes()).stream("Workbook")
    assert stream is not None
    assert stream[: len(long)] == long


def test_a_loop_of_sectors_ends(tmp_path: Path) -> None:
    data = bytearray(write_compound(tmp_path / "a.xls", {"Workbook": b"x" * 8000}).read_bytes())
    end = data.rfind(b"\xfe\xff\xff\xff", 512, 512 * 4)
    data[end : end + 4] = ((end - 512) // 4).to_bytes(4, "little")
    box = CompoundFile(bytes(data))
    with pytest.raises(DamagedFile):
        box.stream("Workbook")


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0", b"\xd0\xcf\x11\xe0" + bytes(600), bytes(10_000)])
def test_what_is_no_box_is_said_to_be_damaged(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        CompoundFile(data)


@given(st.data())
def test_a_changed_box_is_read_or_damaged(data: st.DataObject) -> None:
    whole = _box()
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, 3000))] = data.draw(st.integers(0, 255))
    end = data.draw(st.sampled_from([len(whole), 513, 1024, 1500, 3000]))
    try:
        stream = CompoundFile(bytes(whole[:end])).stream("Workbook")
    except DamagedFile:
        return
    assert stream is None or len(stream) <= len(whole)


def _box() -> bytearray:
    with tempfile.TemporaryDirectory() as folder:
        return bytearray(write_compound(Path(folder) / "a.xls", {"Workbook": b"x" * 5000, "Other": b"y" * 100}).read_bytes())
