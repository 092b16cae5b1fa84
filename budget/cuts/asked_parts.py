"""The words of a cut's settings one by one: shares and amounts, periods, lines, decisions; each a value or a sentence of what is wrong."""

import re
from collections.abc import Mapping, Sequence

from budget.cuts.settings import Means, Pin, Quota
from budget.model.problem import PlanError, Problem
from budget.model.states import CutAction, Severity
from budget.money import parse_money
from budget.quantity import parse_quantity, parse_share
from budget.scenarios.parsing import Surroundings

SMALLEST = 1000
"""Less than so many đồng without a unit is more likely a share whose % was forgotten."""
_PERIODS = (re.compile(r"(?:q|quý|quy)?\s*([1-4])\s*/\s*(\d{4})"), re.compile(r"(\d{4})\s*[-/]?\s*(?:q|quý|quy)\s*([1-4])"))
_YEAR = re.compile(r"(?:năm\s*)?(\d{4})")
KEEP_REASON, DROP_REASON = "Giữ theo yêu cầu", "Cắt theo yêu cầu"


def read_quota(text: str, what: str) -> tuple[Quota | None, list[Problem]]:
    """An amount ("1,2 tỷ") or a share ("12 %"); `what` names it in sentences."""
    typed = text.strip()
    if typed.endswith("%"):
        share, problems = parse_share(typed)
        return (None if share is None else Quota(share_bp=share)), _about(what, problems)
    amount, problems = parse_money(typed)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if amount is None or errors:
        fix = "Ghi số tiền (ví dụ 1,2 tỷ) hoặc tỷ lệ có dấu % (ví dụ 12 %)."
        return None, _about(what, errors) or [Problem("quota_missing", f"{what} đang để trống.", fix)]
    if 0 < amount < SMALLEST:
        fix = f"Ghi “{typed} %” nếu là tỷ lệ, hoặc ghi đủ đơn vị tiền, ví dụ “{typed} tỷ”."
        return None, [Problem("quota_unclear", f"{what}: không rõ “{typed}” là phần trăm hay là số đồng.", fix)]
    if amount < 0:
        return None, [Problem("quota_negative", f"{what} là số âm.", "Ghi số tiền hoặc tỷ lệ từ 0 trở lên.")]
    return Quota(amount=amount), []


def read_share(text: str, what: str) -> tuple[int | None, list[Problem]]:
    """A share in bp; the sign % may be left out."""
    share, problems = parse_share(text)
    if share is None and not problems:
        problems = [Problem("share_missing", "Tỷ lệ đang để trống.", "Ghi tỷ lệ, ví dụ 20 %.")]
    return share, _about(what, problems)


def read_shares(value: object, what: str) -> tuple[tuple[int, ...], list[Problem]]:
    """Several shares, each above 0 and below 100 %."""
    found, problems = list[int](), list[Problem]()
    for text in as_list(value):
        share, wrong = read_share(text, what)
        problems += wrong
        if share is not None and not 0 < share < 10_000:
            problems.append(
                Problem("share_range", f"{what}: “{text}” phải lớn hơn 0 và nhỏ hơn 100 %.", "Cắt hết thì dùng cách “cắt cả khoản”.")
            )
        elif share is not None:
            found.append(share)
    return tuple(sorted(set(found))), problems


def read_period(text: str) -> tuple[tuple[int, int] | None, list[Problem]]:
    """The quarter a line is put off to: "1/2025", "Q1/2025", "2025-Q1", or a year alone for its first quarter."""
    typed = text.strip().lower()
    first, second = (pattern.fullmatch(typed) for pattern in _PERIODS)
    alone = _YEAR.fullmatch(typed)
    if first:
        when = int(first.group(2)), int(first.group(1))
    elif second:
        when = int(second.group(1)), int(second.group(2))
    elif alone:
        when = int(alone.group(1)), 1
    else:
        return None, [Problem("period_unreadable", f"Không đọc được kỳ giãn “{text}”.", "Ghi quý và năm, ví dụ 1/2025.")]
    if not 2000 <= when[0] <= 2100:
        return None, [Problem("period_range", f"Năm giãn {when[0]} không hợp lệ.", "Ghi năm từ 2000 đến 2100.")]
    return when, []


def read_lines(value: object, around: Surroundings) -> tuple[tuple[str, ...], list[Problem]]:
    """The ids of lines named by id or number."""
    found, problems = list[str](), list[Problem]()
    for text in as_list(value):
        try:
            found.append(around.find_line(text))
        except PlanError as error:
            problems.append(error.problem)
    return tuple(dict.fromkeys(found)), problems


def read_groups(value: object, around: Surroundings, what: str) -> tuple[tuple[tuple[str, ...], ...], list[Problem]]:
    """Groups of two lines or more."""
    groups, problems = list[tuple[str, ...]](), list[Problem]()
    for item in value if isinstance(value, list) else [value]:
        lines, wrong = read_lines(item, around)
        problems += wrong
        if len(lines) < 2 and not wrong:
            problems.append(
                Problem("group_too_small", f"{what}: mỗi nhóm cần ít nhất hai khoản mục.", "Ghi thêm khoản mục, hoặc bỏ nhóm này.")
            )
        groups.append(lines)
    return tuple(groups), problems


def read_reasons(value: object, usual: str) -> dict[str, str]:
    """Lines with the reason of each: a mapping, or plain lines with the usual reason."""
    if isinstance(value, Mapping):
        return {str(line): str(reason).strip() or usual for line, reason in value.items()}
    return dict.fromkeys(as_list(value), usual)


def read_pin(raw: object, around: Surroundings) -> tuple[Pin | None, list[Problem]]:
    """What a person decided for a line: an action, or an action with its value and reason."""
    told = raw if isinstance(raw, Mapping) else {"action": raw}
    unknown = [str(key) for key in told if key not in ("action", "value", "reason")]
    if unknown:
        return None, [Problem("unknown_key", f"Không hiểu khóa “{unknown[0]}” của ghim.", "Chỉ nhận: action, value, reason.")]
    name = str(told.get("action", "")).strip()
    if name not in set(CutAction):
        return None, [Problem("unknown_action", f"Không có cách xử lý “{name}”.", f"Chỉ nhận: {', '.join(CutAction)}.")]
    action = CutAction(name)
    value, problems = _read_value(action, str(told.get("value", "")).strip(), around)
    reason = str(told.get("reason", "")).strip() or (KEEP_REASON if action is CutAction.KEEP else DROP_REASON)
    return (None if problems else Pin(action, reason, value)), problems


def read_means(told: Mapping[str, object], around: Surroundings) -> tuple[Means, list[Problem]]:
    """What may be done, from the keys actions, percents, fewer, defer_to, re_source_to."""
    problems = list[Problem]()
    usual = Means()
    percents, wrong = read_shares(told["percents"], "Các mức cắt theo tỷ lệ") if "percents" in told else (usual.percent_bp, [])
    problems += wrong
    fewer, wrong = read_shares(told["fewer"], "Các mức giảm số lượng") if "fewer" in told else (usual.fewer_bp, [])
    problems += wrong
    later, wrong = read_period(str(told["defer_to"])) if "defer_to" in told else (None, [])
    problems += wrong
    sources = tuple(as_list(told.get("re_source_to", [])))
    problems += [unknown_source(code) for code in sources if code not in around.known.sources]
    names = as_list(told["actions"]) if "actions" in told else None
    if names is None:
        return Means(percent_bp=percents, fewer_bp=fewer, defer_to=later, re_source_to=sources), problems
    allowed = [action.value for action in CutAction if action is not CutAction.KEEP]
    problems += [
        Problem("unknown_action", f"Không có cách xử lý “{name}”.", f"Chỉ nhận: {', '.join(allowed)}.")
        for name in names
        if name not in allowed
    ]
    if CutAction.DEFER in names and later is None:
        problems.append(Problem("defer_missing", "Cho phép giãn nhưng chưa ghi giãn sang kỳ nào.", "Ghi defer_to, ví dụ 1/2025."))
    if CutAction.RE_SOURCE in names and not sources:
        problems.append(Problem("source_missing", "Cho phép đổi nguồn nhưng chưa ghi nguồn nào.", "Ghi re_source_to và mã nguồn."))
    means = Means(
        drop=CutAction.DROP in names,
        percent_bp=percents if CutAction.PERCENT in names else (),
        fewer_bp=fewer if CutAction.FEWER in names else (),
        one_fewer=CutAction.FEWER in names,
        to_norm=CutAction.TO_NORM in names,
        defer_to=later if CutAction.DEFER in names else None,
        re_source_to=sources if CutAction.RE_SOURCE in names else (),
    )
    return means, problems


def unknown_source(code: str) -> Problem:
    """What is said of a source that is not there."""
    return Problem("unknown_source", f"Không có nguồn kinh phí “{code}”.", "Ghi mã nguồn có trong danh mục nguồn.")


def as_list(value: object) -> Sequence[str]:
    """One value or several as texts without blanks around; empty ones fall away."""
    items = value if isinstance(value, list | tuple) else [value]
    return [text for text in (str(item).strip() for item in items) if text]


def _read_value(action: CutAction, text: str, around: Surroundings) -> tuple[int | str | None, list[Problem]]:
    if action is CutAction.PERCENT:
        shares, problems = read_shares(text or "", "Mức cắt đã ghim")
        return (shares[0] if shares else None), problems
    if action is CutAction.FEWER and text:
        quantity, problems = parse_quantity(text)
        return quantity, problems
    if action is CutAction.DEFER and text:
        when, problems = read_period(text)
        return (None if when is None else when[0] * 4 + when[1] - 1), problems
    if action is CutAction.RE_SOURCE:
        return (text, []) if text in around.known.sources else (None, [unknown_source(text)])
    return None, []


def _about(what: str, problems: Sequence[Problem]) -> list[Problem]:
    return [Problem(problem.code, f"{what}: {problem.sentence}", problem.fix) for problem in problems if problem.severity is Severity.ERROR]
