"""Workbooks written byte by byte for tests of reading: an .xls in its box, an .ods, and ZIPs with whatever parts a test wants."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

Cell = str | float | bool | None
_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


class Error(str):
    """A cell that holds an error."""


_ERROR_CODES = {"#DIV/0!": 7, "#REF!": 23, "#N/A": 42}


def write_zip(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """An archive of some parts, compressed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def xlsx_parts(sheet_data: str, *, name: str = "Bảng 1", after: str = "") -> dict[str, str]:
    """The least an .xlsx needs around the rows of one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/x"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{office}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet_data}</sheetData>{after}</worksheet>',
    }


def ods_parts(tables: str, styles: str = "") -> dict[str, str]:
    """The least an .ods needs around its tables."""
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style"))
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} {calc}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
    }


def write_xls(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]], *, hidden: Sequence[str] = ()) -> Path:
    """An .xls of some sheets; texts that fit one byte a letter are stored so, as old fonts' texts are."""
    pages = [_sheet_records(rows) for rows in sheets.values()]
    return write_compound(path, {"Workbook": _book(list(sheets), pages, hidden)})


def write_compound(path: Path, streams: Mapping[str, bytes]) -> Path:
    """A compound file of some streams, each padded to the size from which it has sectors of its own."""
    padded = {name: data.ljust(4096, b"\x00").ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\x00") for name, data in streams.items()}
    directory_sectors = (len(padded) + 1 + 3) // 4
    data_sectors = sum(len(data) // _SECTOR for data in padded.values())
    table_sectors = -(-(data_sectors + directory_sectors + 300) // 128)
    table = [_TABLE] * table_sectors
    table += [len(table) + place + 1 for place in range(directory_sectors - 1)] + [_END]
    entries = [_entry("Root Entry", 5, _END, 0)]
    for name, data in padded.items():
        count = len(data) // _SECTOR
        entries.append(_entry(name, 2, len(table), len(data)))
        table += [len(table) + place + 1 for place in range(count - 1)] + [_END]
    entries += [bytes(128)] * (directory_sectors * 4 - len(entries))
    table += [_FREE] * (table_sectors * 128 - len(table))
    header = struct.pack("<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 62, 3, 0xFFFE, 9, 6, bytes(6),
                         0, table_sectors, table_sectors, 0, 4096, _END, 0, _END, 0, 0)[:76]  # fmt: skip
    places = list(range(table_sectors)) + [_FREE] * (109 - table_sectors)
    body = struct.pack(f"<{len(table)}I", *table) + b"".join(entries) + b"".join(padded.values())
    path.write_bytes(header + struct.pack("<109I", *places) + body)
    return path


def record(kind: int, body: bytes) -> bytes:
    """One record of an .xls."""
    return struct.pack("<HH", kind, len(body)) + body


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    child = 1 if kind == 5 else _FREE
    head = struct.pack("<64sHBBIII16sIQQIQ", text, len(text) + 2, kind, 1, _FREE, _FREE, child, bytes(16), 0, 0, 0, start, size)
    return head[:128]


def _book(names: Sequence[str], pages: Sequence[bytes], hidden: Sequence[str]) -> bytes:
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + record(0x0042, struct.pack("<H", 1200))
    heads = [_text(name, short=True) for name in names]
    offset = len(begin) + sum(4 + 6 + len(head) for head in heads) + 4
    index = b""
    for name, head, page in zip(names, heads, pages, strict=True):
        index += record(0x0085, struct.pack("<IBB", offset, int(name in hidden), 0) + head)
        offset += len(page)
    return begin + index + record(0x000A, b"") + b"".join(pages)


def _sheet_records(rows: Sequence[Sequence[Cell]]) -> bytes:
    width = max(map(len, rows), default=0)
    records = [record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))]
    records.append(record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0)))
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            place = struct.pack("<HHH", row, column, 15)
            if isinstance(value, Error):
                records.append(record(0x0205, place + bytes([_ERROR_CODES[value], 1])))
            elif isinstance(value, str) and value:
                records.append(record(0x0204, place + _text(value)))
            elif isinstance(value, bool):
                records.append(record(0x0205, place + bytes([value, 0])))
            elif isinstance(value, int | float):
                records.append(record(0x0203, place + struct.pack("<d", value)))
    return b"".join(records) + record(0x000A, b"")


def _text(text: str, *, short: bool = False) -> bytes:
    length = struct.pack("<B" if short else "<H", len(text))
    try:
        return length + b"\x00" + text.encode("latin-1")
    except UnicodeEncodeError:
        return length + b"\x01" + text.encode("utf-16-le")
