"""What a person decides about a stranger's workbook: how its columns are read, whose money it is, which codes its names mean.

Decisions are kept as a profile and proposed again for a workbook with the same headings; as YAML they serve the command line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import yaml

from budget.imports.understanding import Meaning
from budget.model.problem import Problem, refuse
from budget.model.states import Category, Nature
from budget.money import MoneyUnit
from budget.vietnamese import normalise

MOST_BYTES = 2**20
_TEXTS = ("unit", "source", "nature", "category", "request_document")
_MAPPINGS = ("columns", "header_rows", "units", "sources", "tasks")


@dataclass(frozen=True)
class Decisions:
    """Everything a person decided; what is empty is decided by the workbook itself, or asked.

    `sheets` = only these; `columns`: heading (as `column_key` writes it) -> meaning; `header_rows`: sheet -> first and last row of the
    headings; `unit`, `source`, `nature`, `category`, `year` hold where a row says nothing; `units`, `sources`, `tasks`: a name as it
    stands in the workbook -> code; `skip_rejected`: take the rest although some rows cannot be taken.
    """

    sheets: tuple[str, ...] = ()
    columns: Mapping[str, Meaning] = field(default_factory=dict)
    money_unit: MoneyUnit | None = None
    header_rows: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    unit: str = ""
    source: str = ""
    nature: str = ""
    category: str = ""
    year: int | None = None
    request_document: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    tasks: Mapping[str, str] = field(default_factory=dict)
    skip_rejected: bool = False
    profile: str = ""

    def answering(self, kind: str, name: str, code: str) -> "Decisions":
        """The same with one name answered (kind: unit, source or task); an empty code takes the answer back."""
        answers: dict[str, str] = {**getattr(self, f"{kind}s"), name: code}
        kept = {key: value for key, value in answers.items() if value}
        return replace(self, **{f"{kind}s": kept})  # type: ignore[arg-type]  # one of three mappings of one type


def settings_of(decisions: Decisions) -> dict[str, Any]:
    """Decisions as plain values for JSON or YAML; what was not decided is left out."""
    found: dict[str, Any] = {}
    for item in fields(decisions):
        value = getattr(decisions, item.name)
        if value in ((), {}, "", None, False):
            continue
        found[item.name] = _plain(value)
    return found


def read_settings(settings: object) -> tuple[Decisions | None, list[Problem]]:
    """Decisions from plain values, or every key and value that is not understood."""
    if not isinstance(settings, Mapping):
        fix = "Ghi mỗi dòng một khóa, ví dụ “unit: 516”."
        return None, [Problem("profile_wrong", "Cách đọc phải là một danh sách khóa và giá trị.", fix)]
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in settings.items():
        reader = _READERS.get(str(key))
        if reader is None:
            listed = ", ".join(_READERS)
            problems.append(Problem("profile_key", f"Cách đọc có khóa lạ “{key}”.", f"Chỉ dùng các khóa: {listed}."))
            continue
        try:
            values[str(key)] = reader(value)
        except (ValueError, TypeError, AttributeError):
            problems.append(Problem("profile_value", f"Giá trị của khóa “{key}” không đọc được: “{value}”.", _EXPECTED[str(key)]))
    return (None, problems) if problems else (Decisions(**values), [])


def read_profile_file(path: Path) -> Decisions:
    """The decisions a YAML file holds; PlanError with a sentence when it cannot be read as such."""
    if path.stat().st_size > MOST_BYTES:
        raise refuse("profile_wrong", f"Tệp cách đọc “{path.name}” lớn bất thường.", "Chọn đúng tệp YAML cách đọc.")
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        fix = "Kiểm tra dấu hai chấm và thụt dòng, lưu ở UTF-8."
        raise refuse("profile_wrong", f"Tệp cách đọc “{path.name}” không phải YAML đọc được.", fix) from error
    decisions, problems = read_settings({} if settings is None else settings)
    if decisions is None:
        raise refuse(problems[0].code, f"Tệp “{path.name}”: {problems[0].sentence}", problems[0].fix)
    return decisions


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value


def _text(value: object) -> str:
    if isinstance(value, bool | float) or not isinstance(value, str | int):
        raise ValueError(value)
    return normalise(str(value))


def _codes(value: Any) -> dict[str, str]:  # noqa: ANN401  # whatever a person wrote
    return {normalise(str(name)): _text(code) for name, code in value.items()}


def _columns(value: Any) -> dict[str, Meaning]:  # noqa: ANN401
    return {normalise(str(name)): Meaning(str(meaning)) for name, meaning in value.items()}


def _header_rows(value: Any) -> dict[str, tuple[int, int]]:  # noqa: ANN401
    found = {str(sheet): (int(rows[0]), int(rows[-1])) for sheet, rows in value.items()}
    if any(not 1 <= first <= last for first, last in found.values()):
        raise ValueError(value)
    return found


def _sheets(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(name) for name in value)  # type: ignore[attr-defined]  # raises for what is no list


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _year(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 2000 <= value <= 2100:
        raise ValueError(value)
    return value


def _nature(value: object) -> str:
    return Nature(str(value)).value


def _category(value: object) -> str:
    return Category(str(value)).value


_READERS: Mapping[str, Any] = {
    "sheets": _sheets,
    "columns": _columns,
    "money_unit": lambda value: MoneyUnit(str(value)),
    "header_rows": _header_rows,
    "unit": _text,
    "source": _text,
    "nature": _nature,
    "category": _category,
    "year": _year,
    "request_document": _text,
    "units": _codes,
    "sources": _codes,
    "tasks": _codes,
    "skip_rejected": _flag,
    "profile": _text,
}
_EXPECTED: Mapping[str, str] = {
    **dict.fromkeys(_TEXTS, "Ghi một mã có trong danh mục của bộ dự toán."),
    **dict.fromkeys(_MAPPINGS, "Ghi mỗi tên một dòng, thụt vào dưới khóa, ví dụ “Trà Don: '20956'”."),
    "columns": f"Ghi tiêu đề cột và một trong: {', '.join(Meaning)}.",
    "header_rows": "Ghi tên trang và dòng đầu, dòng cuối của tiêu đề, ví dụ “Sheet1: [5, 7]”.",
    "sheets": "Ghi tên một trang, hoặc một danh sách tên trang.",
    "money_unit": "Ghi dong, nghin hoặc trieu.",
    "nature": "Ghi recurrent hoặc investment.",
    "category": f"Ghi một trong: {', '.join(Category)}.",
    "year": "Ghi một năm từ 2000 đến 2100.",
    "skip_rejected": "Ghi true hoặc false.",
    "profile": "Bỏ khóa này đi.",
    "request_document": "Ghi số văn bản đề nghị trong dấu nháy.",
}
