"""A selection of lines written in a file: {unit: 502, priority: [3, 4]} and the like, every code checked."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from budget.lines.editing import Known
from budget.lines.query import LineFilter
from budget.model import labels
from budget.model.problem import PlanError, Problem
from budget.model.states import Category, Listing, Nature, Priority, Route, UnitLevel
from budget.vietnamese import fold

KEYS: Mapping[str, str] = {
    "unit": "units",
    "level": "levels",
    "source": "sources",
    "category": "categories",
    "nature": "natures",
    "priority": "priorities",
    "task": "tasks",
    "year": "years",
    "route": "routes",
    "line": "lines",
}
"""What a file calls a condition -> the field of LineFilter; the field's own name is understood too."""
FLAGS = ("locked", "appraised", "commented", "attached", "priced")
SINGLE = ("text", "listing", *FLAGS)
EVERYTHING = ("all", "tat ca", "moi khoan muc")
_YES, _NO = ("true", "co", "yes", "1"), ("false", "khong", "no", "0")
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "levels": {level.value: labels.UNIT_LEVEL[level] for level in UnitLevel},
    "categories": {category.value: labels.CATEGORY[category] for category in Category},
    "natures": {nature.value: labels.NATURE[nature] for nature in Nature},
    "routes": {route.value: labels.ROUTE[route] for route in Route},
    "listing": {listing.value: labels.LISTING[listing] for listing in Listing},
}


def read_where(raw: object, known: Known, find_line: Callable[[str], str]) -> tuple[LineFilter, list[Problem]]:
    """The selection a mapping spells, singular or plural keys, one value or a list; "all" is every line of the estimate.

    Lines named one by one are taken from whichever list they stand in.
    """
    if isinstance(raw, str) and fold(raw) in EVERYTHING:
        return LineFilter(), []
    if not isinstance(raw, Mapping):
        return LineFilter(), [Problem("where_shape", "Điều kiện chọn không đọc được.", "Ghi dạng where: {priority: 4, unit: [502, 503]}.")]
    wanted, problems = LineFilter(), list[Problem]()
    seen: set[str] = set()
    for key, value in raw.items():
        name = KEYS.get(str(key), str(key))
        if name in seen:
            problems.append(Problem("key_twice", f"Điều kiện “{key}” ghi hai lần.", "Gộp các giá trị vào một danh sách."))
            continue
        seen.add(name)
        wanted, found = _add(wanted, name, value, known, find_line)
        problems.extend(found)
    if wanted.lines and "listing" not in seen:
        wanted = replace(wanted, listing=None)
    return wanted, problems


def _add(wanted: LineFilter, name: str, value: object, known: Known, find_line: Callable[[str], str]) -> tuple[LineFilter, list[Problem]]:
    if name in SINGLE:
        return _add_single(wanted, name, value)
    if name not in KEYS.values():
        return wanted, [Problem("unknown_key", f"Không hiểu điều kiện “{name}”.", f"Chỉ nhận: {', '.join((*KEYS, *SINGLE))}.")]
    texts = [str(item).strip() for item in value] if isinstance(value, list) else [str(value).strip()]
    if not texts or "" in texts:
        # an empty condition would select everything where the writer meant a few
        return wanted, [Problem("condition_empty", f"Điều kiện “{name}” đang để trống.", "Ghi giá trị, hoặc bỏ hẳn điều kiện này.")]
    values, problems = _read_values(name, texts, known, find_line)
    chosen: dict[str, Any] = {name: tuple(values)}
    return replace(wanted, **chosen), problems


def _read_values(name: str, texts: list[str], known: Known, find_line: Callable[[str], str]) -> tuple[list[int | str], list[Problem]]:
    if name == "lines":
        return _find_lines(texts, find_line)
    if name == "priorities":
        return _whole(texts, {int(one) for one in Priority}, "Mức ưu tiên")
    if name == "years":
        return _whole(texts, range(2000, 2101), "Năm")
    if name in _CHOICES:
        return _choose(texts, _CHOICES[name])
    codes: Mapping[str, Collection[str]] = {"units": known.units, "sources": known.sources, "tasks": known.tasks}
    unknown = [text for text in texts if text not in codes[name]]
    problems = [Problem("unknown_code", f"Không có mã “{text}” trong danh mục.", "Ghi đúng mã có trong danh mục.") for text in unknown]
    return list(texts), problems


def _find_lines(texts: list[str], find_line: Callable[[str], str]) -> tuple[list[int | str], list[Problem]]:
    found: list[int | str] = []
    problems = []
    for text in texts:
        try:
            found.append(find_line(text))
        except PlanError as error:
            problems.append(error.problem)
    return found, problems


def _whole(texts: list[str], allowed: Collection[int], what: str) -> tuple[list[int | str], list[Problem]]:
    wrong = [text for text in texts if not text.isdecimal() or int(text) not in allowed]
    span = f"từ {min(allowed)} đến {max(allowed)}"
    problems = [Problem("out_of_range", f"{what} “{text}” không hợp lệ.", f"Ghi số {span}.") for text in wrong]
    return [int(text) for text in texts if text not in wrong], problems


def _choose(texts: list[str], choices: Mapping[str, str]) -> tuple[list[int | str], list[Problem]]:
    names = {fold(word): value for value, label in choices.items() for word in (value, label)}
    problems = [
        Problem("unknown_choice", f"Không có lựa chọn “{text}”.", f"Chỉ nhận: {', '.join(choices)}.")
        for text in texts
        if fold(text) not in names
    ]
    return [names[fold(text)] for text in texts if fold(text) in names], problems


def _add_single(wanted: LineFilter, name: str, value: object) -> tuple[LineFilter, list[Problem]]:
    text = str(value).strip()
    if name == "text":
        return replace(wanted, text=text), [] if text else [
            Problem("condition_empty", "Điều kiện “text” đang để trống.", "Ghi chữ cần tìm.")
        ]
    if name == "listing":
        if fold(text) in EVERYTHING:
            return replace(wanted, listing=None), []
        chosen, problems = _choose([text], _CHOICES["listing"])
        return (replace(wanted, listing=str(chosen[0])), []) if chosen else (wanted, problems)
    flag = True if fold(text) in _YES else False if fold(text) in _NO else None
    if flag is None:
        return wanted, [Problem("not_a_flag", f"Điều kiện “{name}” phải là có hoặc không.", "Ghi true hoặc false.")]
    told: dict[str, Any] = {name: flag}
    return replace(wanted, **told), []
