"""Operations written in a YAML file: read strictly, so that a misspelt key never becomes a wider cut than was meant.

Law: every word is understood or refused with a sentence; numbers are read as people type them, with a decimal comma.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from budget.lines.editing import Known
from budget.lines.fields import FIELDS
from budget.model import labels
from budget.model.problem import PlanError, Problem
from budget.model.states import OperationKind, Severity
from budget.money import parse_money
from budget.quantity import parse_quantity, parse_share
from budget.scenarios.operations import Draft
from budget.scenarios.selecting import read_where
from budget.vietnamese import fold

Found = tuple[int | str | None, list[Problem]]
COMMON = ("kind", "op", "where", "reason")
SETTINGS: Mapping[OperationKind, tuple[str, ...]] = {
    OperationKind.DROP: (),
    OperationKind.REDUCE_QUANTITY: ("to", "by", "percent"),
    OperationKind.SET_DRIVER: ("driver", "value"),
    OperationKind.PRICE_TO_NORM: (),
    OperationKind.PERCENT: ("percent",),
    OperationKind.DEFER: ("year", "quarter"),
    OperationKind.SLIP: ("quarters",),
    OperationKind.RE_SOURCE: ("source",),
}
MOST_OPERATIONS = 1000
_DOT_DECIMAL = re.compile(r"\d+\.\d{1,2}")


@dataclass(frozen=True)
class Surroundings:
    """What a file may refer to: the codes of the plan, and how a line's id or number becomes its id (PlanError when unknown)."""

    known: Known
    find_line: Callable[[str], str]


def parse_operations(text: str, around: Surroundings) -> tuple[list[Draft], list[Problem]]:
    """The operations a YAML text spells (a list, or a mapping with `operations` and a common `reason`); no draft with any problem."""
    try:
        content = yaml.load(text, Loader=_Loader)  # a BaseLoader: texts, lists and mappings only
    except yaml.YAMLError as error:
        return [], [_unreadable(error)]
    entries, reason, problems = _entries(content)
    drafts: list[Draft] = []
    for position, entry in enumerate(entries, start=1):
        draft, found = _parse_one(entry, reason, around)
        problems.extend(Problem(item.code, f"Thao tác {position}: {item.sentence}", item.fix) for item in found)
        if draft is not None:
            drafts.append(draft)
    return ([], problems) if problems else (drafts, [])


def read_mapping(text: str) -> tuple[Mapping[str, object], list[Problem]]:
    """The mapping a YAML text spells, everything in it as texts, lists and mappings; empty with what is wrong."""
    try:
        content = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return {}, [_unreadable(error)]
    if not isinstance(content, Mapping):
        return {}, [Problem("not_a_mapping", "Tệp chưa ghi theo từng khóa.", "Ghi mỗi dòng một khóa, dạng “khóa: giá trị”.")]
    return {str(key): value for key, value in content.items()}, []


class _Loader(yaml.BaseLoader):
    """Everything stays text (a code 0502 is no number), and a key given twice is refused, for one of the two would be lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping of a node; a YAMLError names a key given twice."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"khóa “{key}” ghi hai lần", node.start_mark)
        return super().construct_mapping(node, deep)


def _entries(content: object) -> tuple[list[object], str, list[Problem]]:
    reason = ""
    if isinstance(content, Mapping):
        unknown = [str(key) for key in content if key not in ("operations", "reason")]
        if unknown:
            return [], "", [_unknown_key(unknown[0], ("operations", "reason"))]
        reason, content = str(content.get("reason", "")), content.get("operations")
    if not isinstance(content, list) or not content:
        fix = "Ghi một danh sách, mỗi thao tác bắt đầu bằng “- kind: …”."
        return [], "", [Problem("operations_missing", "Tệp chưa có thao tác nào.", fix)]
    if len(content) > MOST_OPERATIONS:
        return [], "", [Problem("too_many_operations", f"Tệp có quá {MOST_OPERATIONS} thao tác.", "Chia thành nhiều tệp.")]
    return content, reason, []


def _parse_one(entry: object, reason: str, around: Surroundings) -> tuple[Draft | None, list[Problem]]:
    if not isinstance(entry, Mapping):
        return None, [
            Problem("operation_shape", "Không đọc được vì thiếu các khóa.", "Ghi kind, where, reason và các thông số của thao tác.")
        ]
    kind = _read_kind(entry.get("kind", entry.get("op")))
    if kind is None:
        listed = ", ".join(one.value for one in OperationKind)
        return None, [
            Problem("unknown_operation", f"Không có loại thao tác “{entry.get('kind', entry.get('op', ''))}”.", f"Chỉ nhận: {listed}.")
        ]
    allowed = (*COMMON, *SETTINGS[kind])
    problems = [_unknown_key(str(key), allowed) for key in entry if key not in allowed]
    if "where" not in entry:
        fix = "Ghi where với điều kiện chọn, hoặc “where: all” nếu thật sự muốn chọn mọi khoản mục."
        return None, [*problems, Problem("where_missing", "Chưa chọn khoản mục nào.", fix)]
    where, found = read_where(entry["where"], around.known, around.find_line)
    settings, wrong = _read_settings({name: entry[name] for name in SETTINGS[kind] if name in entry})
    problems = [*problems, *found, *wrong]
    return (None, problems) if problems else (Draft(kind, where, str(entry.get("reason", reason)).strip(), settings), [])


def _read_kind(word: object) -> OperationKind | None:
    wanted = fold(str(word or "")).replace("-", "_")
    for kind in OperationKind:
        if wanted in (kind.value, fold(labels.OPERATION[kind])):
            return kind
    return None


def _read_settings(given: Mapping[str, object]) -> tuple[dict[str, int | str], list[Problem]]:
    """Settings as operations keep them; which of them are needed is `check_draft`'s to say."""
    settings: dict[str, int | str] = {}
    problems: list[Problem] = []
    driver = str(given.get("driver", ""))
    for name, raw in given.items():
        if not isinstance(raw, str):
            problems.append(Problem("setting_shape", f"Thông số {name} phải là một giá trị.", "Ghi một số hoặc một chữ."))
            continue
        key, read = _READERS[name] if name != "value" else ("value", _value_reader(driver))
        value, found = read(raw)
        problems.extend(problem for problem in found if problem.severity is Severity.ERROR)
        if value is None and not found:
            problems.append(Problem("setting_missing", f"Thông số {name} đang để trống.", "Ghi giá trị."))
        if value is not None:
            settings[key] = value
    return settings, problems


def _number_text(text: str) -> str:
    """YAML writes decimals with a dot: 12.5 has one meaning where no group of three follows."""
    return text.replace(".", ",") if _DOT_DECIMAL.fullmatch(text.strip(" %")) else text


def _share(text: str) -> Found:
    return parse_share(_number_text(text))


def _quantity(text: str) -> Found:
    return parse_quantity(_number_text(text))


def _plain(text: str) -> Found:
    return text.strip() or None, []


def _quarters(text: str) -> Found:
    if re.fullmatch(r"[+-]?\d{1,3}", text.strip()):
        return int(text), []
    return None, [Problem("slip_unreadable", f"Số quý “{text}” không đọc được.", "Ghi một số nguyên, ví dụ 2 hoặc -1.")]


def _value_reader(driver: str) -> Callable[[str], Found]:
    return parse_money if driver == "unit_price" else _quantity


_READERS: Mapping[str, tuple[str, Callable[[str], Found]]] = {
    "percent": ("share_bp", _share),
    "to": ("to_milli", _quantity),
    "by": ("by_milli", _quantity),
    "driver": ("driver", _plain),
    "year": ("year", FIELDS["year"].read),
    "quarter": ("quarter", FIELDS["quarter"].read),
    "source": ("source", _plain),
    "quarters": ("quarters", _quarters),
}


def _unknown_key(key: str, allowed: Sequence[str]) -> Problem:
    return Problem("unknown_key", f"Không hiểu khóa “{key}”.", f"Chỉ nhận: {', '.join(allowed)}.")


def _unreadable(error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = f" ở dòng {mark.line + 1}" if mark is not None else ""
    told = str(getattr(error, "problem", ""))
    why = f": {told}" if told.startswith("khóa") else ""
    return Problem("yaml_unreadable", f"Không đọc được tệp thao tác{place}{why}.", "Kiểm tra thụt dòng, dấu hai chấm và dấu nháy.")


def refuse_unreadable(text: bytes) -> str:
    """The text of a file's bytes; PlanError when they are not UTF-8."""
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanError(Problem("not_utf8", "Tệp thao tác không phải văn bản UTF-8.", "Lưu lại tệp với mã UTF-8.")) from error
