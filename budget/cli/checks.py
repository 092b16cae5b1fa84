"""The command `check`: what is wrong in a scenario, the most pressing first, each with its cure and citation."""

from collections import Counter
from typing import Any

from budget.checks.dismissals import Dismissed, Key
from budget.checks.registry import REGISTRY
from budget.cli.call import Answer, Call, opened, refuse_errors
from budget.cli.printing import format_count
from budget.model import labels
from budget.model.problem import Problem, refuse
from budget.model.states import Severity
from budget.plan.face import Plan
from budget.store.records import Receipt

SHOWN = 30


def check(call: Call) -> Answer:
    """Every problem; exit code 0 also with problems, for finding them is what was asked."""
    with opened(call) as plan:
        scenario = plan.scenarios.get(call.words.scenario)
        review = plan.checks.review(scenario.id)
    problems = review.problems
    counts = Counter(problem.severity for problem in problems)
    data = {
        "scenario": scenario.name,
        "problems": [describe_problem(problem) for problem in problems],
        "counts": {severity.value: counts[severity] for severity in Severity},
        "dismissed": len(review.dismissed),
        "seq": review.seq,
    }
    if call.words.dismissed:
        data["set_aside"] = [_describe_dismissed(item) for item in review.dismissed]
    told = ", ".join(f"{labels.SEVERITY[severity].lower()} {format_count(counts[severity])}" for severity in Severity)
    whole = f"{scenario.name}: {format_count(len(problems))} vấn đề ({told})." if problems else f"{scenario.name}: không thấy vấn đề nào."
    more = f" Trên đây là {SHOWN} vấn đề gấp nhất; thêm --json để lấy đủ." if len(problems) > SHOWN else ""
    aside = f" Đã xem và bỏ qua: {format_count(len(review.dismissed))}." if review.dismissed else ""
    listed = [f"Đã bỏ qua: {item.problem.sentence} Lý do ({item.author}): {item.reason}" for item in review.dismissed]
    shown = listed if call.words.dismissed else []
    return Answer(data, "\n".join([*(_tell(problem) for problem in problems[:SHOWN]), *shown, f"{whole}{more}{aside}"]))


def dismiss(call: Call) -> Answer:
    """A problem set aside with its reason."""
    with opened(call) as plan:
        key = _key(call, plan)
        receipt, problems = plan.checks.dismiss(key, call.words.reason, plan.scenarios.get(call.words.scenario).id)
        refuse_errors(problems)
    data = {"code": key[0], "line": key[1], "others": [key[2]] if key[2] else [], "reason": call.words.reason, "seq": _seq(receipt)}
    return Answer(data, f"Đã ghi: đã xem và bỏ qua {key[0]} của khoản mục {call.words.line}. Lý do: {call.words.reason}")


def undismiss(call: Call) -> Answer:
    """A dismissal taken back."""
    with opened(call) as plan:
        key = _key(call, plan)
        receipt, problems = plan.checks.undismiss(key, call.words.reason, plan.scenarios.get(call.words.scenario).id)
        refuse_errors(problems)
    data = {"code": key[0], "line": key[1], "others": [key[2]] if key[2] else [], "seq": _seq(receipt)}
    return Answer(data, f"Đã đưa {key[0]} của khoản mục {call.words.line} trở lại danh sách việc cần xử lý.")


def _key(call: Call, plan: Plan) -> Key:
    words = call.words
    if words.code not in REGISTRY:
        raise refuse("unknown_check", f"Không có mã kiểm tra “{words.code}”.", "Xem mã trong kết quả của lệnh check --json.")
    return words.code, plan.lines.find_id(words.line), plan.lines.find_id(words.other) if words.other else ""


def _seq(receipt: Receipt | None) -> int | None:
    return receipt.seq if receipt else None


def _describe_dismissed(item: Dismissed) -> dict[str, Any]:
    return {**describe_problem(item.problem), "reason": item.reason, "author": item.author, "moment": item.moment}


def _tell(problem: Problem) -> str:
    cited = f" (căn cứ: {problem.citation})" if problem.citation else ""
    return f"{labels.SEVERITY[problem.severity]}: {problem.sentence} {problem.fix}{cited}"


def describe_problem(problem: Problem) -> dict[str, Any]:
    """A problem as JSON shows it."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "line": problem.line,
        "pot": problem.pot,
        "task": problem.task,
        "others": list(problem.others),
        "confidence": problem.confidence,
        "sentence": problem.sentence,
        "fix": problem.fix,
        "citation": problem.citation,
    }
