"""Adding, editing and ending tasks: typed texts in, one journaled change out, or what is wrong with them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Severity, TaskState
from budget.store.kinds import ALL, KINDS
from budget.store.records import Change, Record, Value
from budget.tasks.task import is_numbered
from budget.tasks.typed import COLUMNS, FIELDS, KnownNames, read_field

_KIND = KINDS["task"]
_CODE = re.compile(r"[A-Z]{1,6}[0-9]{1,6}")
_REASON = Problem("reason_missing", "Chưa ghi lý do.", "Ghi lý do; lý do này in trong nhật ký.")


def plan_edit(
    current: Record, texts: Mapping[str, str], reason: str, known: KnownNames, expected: int | None = None
) -> tuple[list[Change], list[Problem]]:
    """The change that gives a task these texts (name of FIELDS -> text), none when nothing differs; or what is wrong.

    Notes may stand beside a change; an error leaves none. `expected` is the journal seq the person saw.
    """
    draft, problems = _drafted(current, texts, known)
    if not reason.strip():
        problems.append(_REASON)
    problems.extend(_moved_deadline(current, draft))
    problems.extend(_contradictions(draft))
    if _refused(problems):
        return [], problems
    draft["quarter"] = _quarter_of(draft.get("deadline"))
    columns = _KIND.groups["about"]
    old, new = ({name: side.get(name) for name in columns} for side in (current, draft))
    if _alike(old, new):
        return [], problems
    return [Change("task", str(current["code"]), "about", old, new, expected)], problems


def plan_addition(code: str, texts: Mapping[str, str], known: KnownNames) -> tuple[list[Change], list[Problem]]:
    """The change that makes a task of these texts (name and group at least), under `code` or the next free one; or what is wrong."""
    wanted = code.strip().upper() or next_code(known.tasks)
    empty: dict[str, Value] = {**dict.fromkeys(_KIND.columns), "code": wanted, "state": TaskState.PLANNED.value, "confidence": "unsure"}
    draft, problems = _drafted(empty, texts, known)
    if not _CODE.fullmatch(wanted):
        problems.append(Problem("task_code", f"Mã nhiệm vụ “{wanted}” không đúng dạng.", "Ghi chữ cái rồi chữ số, ví dụ NV31."))
    if wanted in known.tasks:
        problems.append(Problem("task_exists", f"Đã có nhiệm vụ mang mã {wanted}.", "Để trống mã để lấy mã kế tiếp."))
    problems.extend(
        Problem(f"{name}_missing", f"Nhiệm vụ chưa có {FIELDS[name].lower()}.", f"Ghi {FIELDS[name].lower()}.")
        for name in ("name", "group")
        if not draft.get(COLUMNS.get(name, name)) and not any(problem.code == f"{name}_missing" for problem in problems)
    )
    problems.extend(_contradictions(draft))
    if _refused(problems):
        return [], problems
    draft["quarter"] = _quarter_of(draft.get("deadline"))
    return [Change("task", wanted, ALL, None, {name: _blank(name, value) for name, value in draft.items()})], problems


def end_texts(day: date) -> dict[str, str]:
    """The texts that end a task on a day."""
    return {"state": TaskState.DONE.value, "finished": day.isoformat()}


def next_code(tasks: frozenset[str]) -> str:
    """The code after the highest NV number."""
    numbers = [int(code[2:]) for code in tasks if re.fullmatch(r"NV\d+", code)]
    return f"NV{max(numbers, default=0) + 1:02d}"


def _drafted(current: Record, texts: Mapping[str, str], known: KnownNames) -> tuple[dict[str, Value], list[Problem]]:
    draft, problems = dict(current), []
    for name, text in texts.items():
        if name not in FIELDS:
            problems.append(Problem("unknown_field", f"Nhiệm vụ không có trường “{name}”.", f"Các trường: {', '.join(FIELDS)}."))
            continue
        value, found = read_field(name, text, known)
        problems.extend(replace(problem, sentence=f"{FIELDS[name]}: {problem.sentence}") for problem in found)
        if not _refused(found):
            draft[COLUMNS.get(name, name)] = value
    return draft, problems


def _moved_deadline(current: Record, draft: Record) -> list[Problem]:
    """A deadline seen on its document is not rewritten: it moves by an amending document."""
    if current.get("confidence") != "confirmed" or not current.get("deadline") or current["deadline"] == draft.get("deadline"):
        return []
    sentence = "Thời hạn này đã đối chiếu với văn bản nên không sửa thẳng được."
    return [Problem("deadline_confirmed", sentence, "Ghi hạn mới vào Hạn điều chỉnh, kèm số văn bản điều chỉnh.")]


def _contradictions(draft: Record) -> list[Problem]:
    """What cannot stand together, and what does not count yet."""
    found: list[Problem] = []
    amended, document = draft.get("amended_deadline"), str(draft.get("amending_document") or "")
    started, finished, state = draft.get("started"), draft.get("finished"), draft.get("state")
    if document and not amended:
        fix = "Ghi hạn mới vào Hạn điều chỉnh, hoặc bỏ văn bản điều chỉnh."
        found.append(Problem("amended_deadline_missing", "Có văn bản điều chỉnh hạn nhưng chưa ghi hạn mới.", fix))
    if amended and not is_numbered(document):
        sentence = "Hạn mới chỉ là đề nghị lùi hạn: chưa có số văn bản điều chỉnh nên thời hạn cũ vẫn được tính."
        found.append(Problem("deadline_only_proposed", sentence, "Ghi số văn bản khi đã ban hành.", Severity.NOTE))
    if finished and state != TaskState.DONE:
        label = labels.TASK_STATE.get(str(state), "").lower()
        sentence = f"Đã ghi ngày hoàn thành nhưng trạng thái là “{label}”."
        found.append(Problem("finished_not_done", sentence, "Chọn trạng thái Hoàn thành, hoặc bỏ ngày hoàn thành."))
    if state == TaskState.DONE and not finished:
        found.append(Problem("finished_unknown", "Chưa ghi ngày hoàn thành nên chưa biết đúng hạn hay muộn.", "Ghi ngày.", Severity.NOTE))
    if started and finished and str(finished) < str(started):
        found.append(Problem("finished_before_start", "Ngày hoàn thành đứng trước ngày bắt đầu.", "Sửa lại một trong hai ngày."))
    return found


def _refused(problems: list[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _quarter_of(deadline: Value) -> int | None:
    return (date.fromisoformat(str(deadline)).month + 2) // 3 if deadline else None


def _alike(old: Record, new: Record) -> bool:
    """Whether nothing a person would see differs: an empty text and nothing are the same."""
    return all((old[name] or "") == (new[name] or "") for name in old)


def _blank(name: str, value: Value) -> Value:
    """Texts of a new task are empty rather than null; days and numbers stay null."""
    texts = _KIND.columns[name] == "TEXT" and name not in ("deadline", "started", "finished", "amended_deadline")
    return "" if value is None and texts else value
