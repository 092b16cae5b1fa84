"""Settings of a cut as people type them: a mapping of words (a file, options of a command, a form) read strictly.

Law: every word is understood or refused with a sentence, so that a misspelt rule never turns into no rule at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from budget.cuts.asked_parts import (
    DROP_REASON,
    KEEP_REASON,
    as_list,
    read_groups,
    read_lines,
    read_means,
    read_pin,
    read_quota,
    read_reasons,
    read_share,
    unknown_source,
)
from budget.cuts.settings import CutSettings, Mode, Pin, Quota, Scope, Target
from budget.model import labels
from budget.model.problem import PlanError, Problem
from budget.model.states import CutAction, Nature, Reduction
from budget.scenarios.parsing import Surroundings

MEANS = ("actions", "percents", "fewer", "defer_to", "re_source_to")
KEYS = (
    *("mode", "year", "target", "targets", "unit_cap", "mountain_cap", "caps", "floors", "ceilings", "bundles", "projects"),
    *("at_least_one", "keep", "drop", "pins", "reductions", "strict", "room_for", *MEANS),
)
"""The words a file of settings may hold."""
NONE, CERTAIN, PROPOSED = "none", "certain", "proposed"
REDUCTIONS = (NONE, CERTAIN, PROPOSED)
_YES, _NO = ("true", "có", "co", "yes", "1"), ("false", "không", "khong", "no", "0")


@dataclass
class _Reading:
    """What is read so far."""

    around: Surroundings
    told: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def set(self, name: str, value: object, problems: list[Problem]) -> None:
        """Keep a setting, or what is wrong with it."""
        self.problems += problems
        if value is not None:
            self.told[name] = value


def read_settings(raw: Mapping[str, object], around: Surroundings) -> tuple[CutSettings | None, list[Problem]]:
    """The settings that words spell (see KEYS; docs/cli.md tells each), or everything that is wrong with them."""
    reading = _Reading(around)
    reading.problems += [
        Problem("unknown_key", f"Không hiểu “{key}” trong cách đặt bài toán cắt giảm.", f"Chỉ nhận: {', '.join(KEYS)}.")
        for key in raw
        if key not in KEYS
    ]
    for key, read in _READERS.items():
        if key in raw:
            read(reading, raw[key])
    if any(key in raw for key in MEANS):
        reading.set("means", *read_means({key: raw[key] for key in MEANS if key in raw}, around))
    _read_pins(reading, raw)
    makes_room = reading.told.get("mode") is Mode.MAKE_ROOM
    if not reading.problems and not makes_room and not reading.told.get("targets") and not reading.told.get("ceilings"):
        fix = "Ghi mục tiêu cắt, ví dụ 10 % hoặc 5 tỷ."
        reading.problems.append(Problem("target_missing", "Chưa có mục tiêu cắt.", fix))
    return (None, reading.problems) if reading.problems else (CutSettings(**reading.told), [])


def read_target(raw: object, around: Surroundings) -> tuple[Target | None, list[Problem]]:
    """A target: an amount or share of the whole, or a mapping {amount, source | nature | year}."""
    told = raw if isinstance(raw, Mapping) else {"amount": raw}
    unknown = [str(key) for key in told if key not in ("amount", *(scope.value for scope in Scope))]
    if unknown:
        return None, [Problem("unknown_key", f"Không hiểu khóa “{unknown[0]}” của mục tiêu.", "Chỉ nhận: amount, source, nature, year.")]
    quota, problems = read_quota(str(told.get("amount", "")), "Mục tiêu cắt")
    scopes = [scope for scope in (Scope.SOURCE, Scope.NATURE, Scope.YEAR) if scope.value in told]
    if len(scopes) > 1:
        return None, [*problems, Problem("scope_twice", "Mỗi mục tiêu chỉ theo một phạm vi.", "Tách thành hai mục tiêu.")]
    scope = scopes[0] if scopes else Scope.WHOLE
    subject = str(told.get(scope.value, "")).strip() if scopes else ""
    if scope is Scope.SOURCE and subject not in around.known.sources:
        problems.append(unknown_source(subject))
    if scope is Scope.NATURE and subject not in set(Nature):
        problems.append(Problem("unknown_nature", f"Không có tính chất chi “{subject}”.", "Chỉ nhận: recurrent, investment."))
    if scope is Scope.YEAR and not _is_year(subject):
        problems.append(_bad_year(subject))
    if quota is not None and not (quota.amount or quota.share_bp):
        problems.append(Problem("target_zero", "Mục tiêu cắt phải lớn hơn 0.", "Ghi số tiền hoặc tỷ lệ lớn hơn 0."))
    return (None if problems or quota is None else Target(quota, scope, subject)), problems


def _read_mode(reading: _Reading, raw: object) -> None:
    if str(raw) in set(Mode):
        reading.told["mode"] = Mode(str(raw))
    else:
        reading.problems.append(Problem("unknown_mode", f"Không có kiểu cắt “{raw}”.", f"Chỉ nhận: {', '.join(Mode)}."))


def _read_year(reading: _Reading, raw: object) -> None:
    text = str(raw).strip()
    reading.set("year", int(text) if _is_year(text) else None, [] if _is_year(text) else [_bad_year(text)])


def _read_targets(reading: _Reading, raw: object) -> None:
    for one in raw if isinstance(raw, list | tuple) else [raw]:
        target, problems = read_target(one, reading.around)
        reading.problems += problems
        if target is not None:
            reading.told["targets"] = (*reading.told.get("targets", ()), target)


def _read_cap(name: str, what: str) -> Callable[[_Reading, object], None]:
    def read(reading: _Reading, raw: object) -> None:
        reading.set(name, *read_share(str(raw), what))

    return read


def _read_quotas(name: str, what: str, known: Callable[[Surroundings, str], bool]) -> Callable[[_Reading, object], None]:
    def read(reading: _Reading, raw: object) -> None:
        found: dict[str, Quota] = {}
        for key, value in _mapping(reading, raw, what).items():
            quota, problems = read_quota(str(value), f"{what} của “{key}”")
            reading.problems += problems
            if not known(reading.around, key):
                reading.problems.append(Problem("unknown_code", f"{what}: không có mã “{key}”.", "Ghi đúng mã có trong danh mục."))
            elif quota is not None:
                found[key] = quota
        reading.told[name] = found

    return read


def _read_ceilings(reading: _Reading, raw: object) -> None:
    found: dict[str, int] = {}
    for source, value in _mapping(reading, raw, "Mức của nguồn").items():
        quota, problems = read_quota(str(value), f"Mức của nguồn “{source}”")
        reading.problems += problems
        if source not in reading.around.known.sources:
            reading.problems.append(unknown_source(source))
        elif quota is not None and quota.amount is None:
            fix = "Ghi số tiền, ví dụ 12 tỷ; muốn cắt theo tỷ lệ thì đặt mục tiêu theo nguồn."
            reading.problems.append(Problem("ceiling_share", f"Mức của nguồn “{source}” phải là số tiền.", fix))
        elif quota is not None:
            found[source] = int(quota.amount or 0)
    reading.told["ceilings"] = found


def _read_groups(name: str, what: str) -> Callable[[_Reading, object], None]:
    def read(reading: _Reading, raw: object) -> None:
        reading.set(name, *read_groups(raw, reading.around, what))

    return read


def _read_reductions(reading: _Reading, raw: object) -> None:
    word = str(raw).strip()
    if word not in REDUCTIONS:
        reading.problems.append(Problem("unknown_reductions", f"Không hiểu giảm trừ “{word}”.", f"Chỉ nhận: {', '.join(REDUCTIONS)}."))
        return
    reading.told["reductions"] = () if word == NONE else tuple(Reduction)
    reading.told["proposed"] = word == PROPOSED


def _read_strict(reading: _Reading, raw: object) -> None:
    text = str(raw).strip().lower()
    if text not in (*_YES, *_NO):
        reading.problems.append(Problem("not_a_flag", "“strict” phải là có hoặc không.", "Ghi true hoặc false."))
    reading.told["strict"] = text in _YES


def _read_pins(reading: _Reading, raw: Mapping[str, object]) -> None:
    asked: list[tuple[str, object]] = []
    for key, action, usual in (("keep", CutAction.KEEP, KEEP_REASON), ("drop", CutAction.DROP, DROP_REASON)):
        reasons = read_reasons(raw.get(key, []), usual).items()
        asked += [(name, {"action": action.value, "reason": reason}) for name, reason in reasons]
    asked += _mapping(reading, raw["pins"], "Ghim").items() if "pins" in raw else []
    pins: dict[str, Pin] = {}
    for name, told in asked:
        pin, problems = read_pin(told, reading.around)
        reading.problems += problems
        try:
            line = reading.around.find_line(name)
        except PlanError as error:
            reading.problems.append(error.problem)
            continue
        if line in pins:
            reading.problems.append(Problem("pin_twice", f"Khoản mục “{name}” ghim hai lần.", "Chỉ để một cách xử lý cho mỗi khoản mục."))
        elif pin is not None:
            pins[line] = pin
    if pins:
        reading.told["pins"] = pins


def _read_room_for(reading: _Reading, raw: object) -> None:
    """Lines that room is made for: a list of them, or each with the most it is to get ("" = all it lacks)."""
    asked = raw if isinstance(raw, Mapping) else dict.fromkeys(as_list(raw), "")
    found: dict[str, int | None] = {}
    for name, value in asked.items():
        quota, problems = read_quota(str(value), f"Số cần dành cho khoản mục “{name}”") if str(value).strip() else (None, [])
        lines, unknown = read_lines([str(name)], reading.around)
        reading.problems += [*problems, *unknown]
        if quota is not None and quota.amount is None:
            fix = "Ghi số tiền, ví dụ 1 tỷ; để trống nếu cần dành đủ phần còn thiếu."
            reading.problems.append(Problem("room_share", f"Số cần dành cho khoản mục “{name}” phải là số tiền.", fix))
        found |= dict.fromkeys(lines, None if quota is None else quota.amount)
    reading.told["room_for"] = found


def _mapping(reading: _Reading, raw: object, what: str) -> dict[str, object]:
    if isinstance(raw, Mapping):
        return {str(key).strip(): value for key, value in raw.items()}
    reading.problems.append(Problem("not_a_mapping", f"{what} phải ghi theo từng mã.", "Ghi dạng {mã: giá trị}."))
    return {}


def _is_year(text: str) -> bool:
    return text.isdecimal() and 2000 <= int(text) <= 2100


def _bad_year(text: str) -> Problem:
    return Problem("bad_year", f"Năm “{text}” không hợp lệ.", "Ghi năm từ 2000 đến 2100.")


_READERS: Mapping[str, Callable[[_Reading, object], None]] = {
    "mode": _read_mode,
    "year": _read_year,
    "target": _read_targets,
    "targets": _read_targets,
    "unit_cap": _read_cap("unit_cap_bp", "Trần cắt của mỗi đơn vị"),
    "mountain_cap": _read_cap("mountain_cap_bp", "Trần cắt của xã miền núi"),
    "caps": _read_quotas("caps", "Trần cắt", lambda around, code: code in around.known.units),
    "floors": _read_quotas("floors", "Mức sàn", lambda _around, code: code in labels.CATEGORY),
    "ceilings": _read_ceilings,
    "bundles": _read_groups("bundles", "Nhóm cắt cùng nhau"),
    "projects": lambda reading, raw: reading.set("projects", tuple(as_list(raw)), []),
    "at_least_one": _read_groups("at_least_one", "Nhóm giữ ít nhất một"),
    "reductions": _read_reductions,
    "strict": _read_strict,
    "room_for": _read_room_for,
}
