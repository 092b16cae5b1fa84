"""Rows whose hidden codes stayed behind when only the visible columns were sorted: found by what the rows say.

Law: rows are given back to their lines only when every moved row belongs to exactly one line by its words; else the sheet is refused.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from budget.imports.returned_book import Copied

_WORDS = ("name", "budget_code", "measure", "source", "basis", "note", "requested_quantity", "requested_unit_price", "requested_times")
"""What tells rows apart when the codes beside them cannot be believed; the request is what an appraiser leaves alone."""
_WORKED_OUT = ("amount", "requested_amount", "finance_amount")

Texts = Mapping[str, Mapping[str, str]]
Said = tuple[str, ...]


def find_places(rows: Texts, copies: Mapping[str, Mapping[str, Copied]]) -> dict[str, str] | None:
    """Line -> the code its row carries, for rows that stand beside another line's code; empty when none do, None when it cannot be told.

    `rows` are texts by the code beside them, `copies` what was exported, both by field.
    """
    some = next(iter(rows), None)
    if some is None:
        return {}
    fields = [field for field in copies[some] if field in rows[some] and field not in _WORKED_OUT]
    words = [field for field in fields if field in _WORDS]
    changed = [code for code, texts in rows.items() if any(texts[field] != copies[code][field].shown for field in fields)]
    if not _came_from_others(rows, copies, changed, (words, fields)):
        return {}
    places = _match(rows, copies, changed, (fields, words))
    renamed = any(rows[code]["name"] != copies[line]["name"].shown for line, code in places.items())
    told = any(copies[line]["name"].shown != copies[code]["name"].shown for line, code in places.items())
    return places if len(places) == len(changed) and told and not renamed else None


def _came_from_others(
    rows: Texts, copies: Mapping[str, Mapping[str, Copied]], changed: Sequence[str], by: tuple[Sequence[str], Sequence[str]]
) -> bool:
    """Whether a row says a name that left another row, or the rows say exactly what other rows said before."""
    words, fields = by
    if "name" not in words or not changed:
        return False
    vacated = {_exported(copies[code], words) for code in (*changed, *(line for line in copies if line not in rows))}
    for code in changed:
        if rows[code]["name"] != copies[code]["name"].shown and _said(rows[code], words) in vacated:
            return True
    return Counter(_said(rows[code], fields) for code in changed) == Counter(_exported(copies[code], fields) for code in changed)


def _match(
    rows: Texts, copies: Mapping[str, Mapping[str, Copied]], changed: Sequence[str], by: tuple[Sequence[str], Sequence[str]]
) -> dict[str, str]:
    """First the rows that say all their line said, then edited ones that only one line's words fit."""
    fields, words = by
    places: dict[str, str] = {}
    lines = _group((_exported(copies[line], fields), line) for line in changed)
    for said, codes in _group((_said(rows[code], fields), code) for code in changed).items():
        places.update(zip(lines.get(said, ()), codes, strict=False))
    left_codes = [code for code in changed if code not in set(places.values())]
    lines = _group((_exported(copies[line], words), line) for line in changed if line not in places)
    for said, codes in _group((_said(rows[code], words), code) for code in left_codes).items():
        if len(codes) == len(lines.get(said, ())) == 1:
            places[lines[said][0]] = codes[0]
    return places


def _group(pairs: Iterable[tuple[Said, str]]) -> dict[Said, list[str]]:
    found: dict[Said, list[str]] = defaultdict(list)
    for said, code in pairs:
        found[said].append(code)
    return dict(found)


def _said(texts: Mapping[str, str], fields: Sequence[str]) -> Said:
    return tuple(texts[field] for field in fields)


def _exported(copy: Mapping[str, Copied], fields: Sequence[str]) -> Said:
    return tuple(copy[field].shown for field in fields)
