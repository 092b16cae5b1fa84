"""An OLE compound file, the box an .xls comes in: the names in it, and one stream's bytes.

As [MS-CFB] lays it out. Every chain is bounded by the size of the file, so that a damaged or malicious one ends in DamagedFile and
never in a loop.
"""

import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_HEADER = struct.Struct("<8s16sHHHHH6sIIIIIIIIII")
_ENTRY = struct.Struct("<64sHBBIII16sIQQIQ")
_LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks (free, end of chain), not sectors."""

_SMALL_SECTOR = 64


class DamagedFile(Exception):
    """The bytes contradict themselves."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    start: int
    size: int
    stream: bool


class CompoundFile:
    """The streams of a compound file held in memory; DamagedFile when it is none."""

    def __init__(self, data: bytes) -> None:
        """Read the allocation table and the directory."""
        if len(data) < 512:
            raise DamagedFile
        fields = _HEADER.unpack_from(data)
        shift, directory, self._smallest = fields[5], fields[10], fields[12]
        if shift not in (9, 12):
            raise DamagedFile
        self._data = data
        self._sector = 1 << shift
        self._table = self._read_table(first=fields[15], count=fields[16])
        self._small_start = fields[13]
        self._entries = self._read_directory(directory)

    @property
    def names(self) -> list[str]:
        """The names of all streams and storages."""
        return [entry.name for entry in self._entries]

    def stream(self, name: str) -> bytes | None:
        """The bytes of the first stream of that name; None when there is none."""
        entry = next((entry for entry in self._entries if entry.name == name and entry.stream), None)
        if entry is None:
            return None
        if entry.size < self._smallest:
            return self._read_small(entry)
        return self._read_chain(entry.start)[: entry.size]

    def _read_table(self, first: int, count: int) -> Sequence[int]:
        """The sector after each sector; the table's own sectors are listed in the header and in a chain from `first`."""
        listed = list(struct.unpack_from("<109I", self._data, 76))
        per_sector = self._sector // 4
        for _ in range(min(count, len(self._data) // self._sector)):
            if first >= _LAST:
                break
            numbers = self._numbers(first)
            listed.extend(numbers[: per_sector - 1])
            first = numbers[per_sector - 1]
        table = array("I")
        for number in listed[: len(self._data) // self._sector + 109]:
            if number < _LAST:
                table.extend(self._numbers(number))
        return table

    def _numbers(self, sector: int) -> tuple[int, ...]:
        piece = self._piece(sector)
        if len(piece) < self._sector:
            raise DamagedFile
        return struct.unpack(f"<{self._sector // 4}I", piece)

    def _piece(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _read_chain(self, sector: int) -> bytes:
        pieces: list[bytes] = []
        for _ in range(len(self._data) // self._sector + 1):
            if sector >= _LAST:
                return b"".join(pieces)
            if sector >= len(self._table):
                raise DamagedFile
            pieces.append(self._piece(sector))
            sector = self._table[sector]
        raise DamagedFile

    def _read_directory(self, start: int) -> list[_Entry]:
        data = self._read_chain(start)
        found = []
        for offset in range(0, len(data) - _ENTRY.size + 1, _ENTRY.size):
            name, length, kind, *_, first, size = _ENTRY.unpack_from(data, offset)
            if kind in (1, 2, 5) and 2 <= length <= 64:
                text = name[: length - 2].decode("utf-16-le", errors="replace")
                found.append(_Entry(text, first, size & 0xFFFFFFFF, stream=kind == 2))
        if not found:
            raise DamagedFile
        return found

    def _read_small(self, entry: _Entry) -> bytes:
        """A stream too short for sectors of its own lies in the root's stream, in sectors of 64 bytes."""
        holder = self._read_chain(self._entries[0].start)
        numbers = self._read_chain(self._small_start)
        table = struct.unpack(f"<{len(numbers) // 4}I", numbers[: len(numbers) // 4 * 4])
        pieces: list[bytes] = []
        sector = entry.start
        for _ in range(len(table) + 1):
            if sector >= _LAST:
                return b"".join(pieces)[: entry.size]
            if sector >= len(table):
                raise DamagedFile
            pieces.append(holder[sector * _SMALL_SECTOR : (sector + 1) * _SMALL_SECTOR])
            sector = table[sector]
        raise DamagedFile
