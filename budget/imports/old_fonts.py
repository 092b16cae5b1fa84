"""The texts of a sheet made Unicode: cell by cell, doubtful cells as the rest of the sheet was written."""

from collections.abc import Callable, Sequence

from budget.imports.cells import CellValue
from budget.imports.sheet import Encoding
from budget.legacy_text import from_tcvn3, from_vni, is_beyond_latin, is_right, likeness

_UNICODE, _TCVN3, _VNI = range(3)
_ENCODINGS = (Encoding.UNICODE, Encoding.TCVN3, Encoding.VNI)
_CONVERTERS: dict[int, Callable[[str], str]] = {_TCVN3: from_tcvn3, _VNI: from_vni}
_CLEARLY = 4
"""By how much a text must read better in an old code before it is changed on a sheet of Unicode: "µm" must not become "àm"."""


def restore_texts(rows: Sequence[list[CellValue]]) -> Encoding:
    """Convert the rows in place; what most of the converted cells were written in, UNICODE when none was."""
    doubtful, habit = _survey(rows)
    if not doubtful:
        return Encoding.UNICODE
    converted = {text: code for text in doubtful if (code := _choose(text, habit)) != _UNICODE}
    if not converted:
        return Encoding.UNICODE
    replaced = {text: _CONVERTERS[code](text) for text, code in converted.items()}
    for row in rows:
        for place, value in enumerate(row):
            if type(value) is str and value in replaced:
                row[place] = replaced[value]
    codes = list(converted.values())
    return _ENCODINGS[max(_CONVERTERS, key=codes.count)]


def restore_name(name: str, encoding: Encoding) -> str:
    """A sheet's name in Unicode; `encoding` is how the sheet's own texts were written."""
    if name.isascii() or is_beyond_latin(name):
        return name
    code = _choose(name, _ENCODINGS.index(encoding))
    return name if code == _UNICODE else _CONVERTERS[code](name)


def _survey(rows: Sequence[Sequence[CellValue]]) -> tuple[set[str], int]:
    """The texts that an old font could have written, and how the sheet as a whole is written."""
    doubtful: set[str] = set()
    plain: set[str] = set()
    for row in rows:
        for value in row:
            if type(value) is str and not value.isascii() and value not in plain and value not in doubtful:
                (plain if is_beyond_latin(value) else doubtful).add(value)
    weights = [len(plain) * 3, 0, 0]
    for text in doubtful:
        points = likeness(text)
        best, second, _ = sorted(points, reverse=True)
        if is_right(text):
            weights[_UNICODE] += points[_UNICODE]
        elif best > max(second, 0) and best - points[_UNICODE] >= _CLEARLY:
            weights[points.index(best)] += best - max(second, 0)
    return doubtful, weights.index(max(weights))


def _choose(text: str, habit: int) -> int:
    """The code of one text: the sheet's own unless another reads better. On a sheet of Unicode a text that could be right is left alone."""
    points = likeness(text)
    old = max(_CONVERTERS, key=lambda code: points[code])
    if habit == _UNICODE:
        return old if points[old] - points[_UNICODE] >= _CLEARLY and not is_right(text) else _UNICODE
    if points[habit] >= points[_UNICODE] - 1:
        return habit
    return _UNICODE if points[_UNICODE] >= points[old] else old
