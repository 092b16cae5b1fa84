"""The command `check`: what is wrong in a scenario, the most pressing first, each with its cure and citation."""

from collections import Counter
from typing import Any

from budget.cli.call import Answer, Call, opened
from budget.cli.printing import format_count
from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Severity

SHOWN = 30


def check(call: Call) -> Answer:
    """Every problem; exit code 0 also with problems, for finding them is what was asked."""
    with opened(call) as plan:
        scenario = plan.scenarios.get(call.words.scenario)
        problems = plan.checks.run(scenario.id)
        seq = plan.head()
    counts = Counter(problem.severity for problem in problems)
    data = {
        "scenario": scenario.name,
        "problems": [describe_problem(problem) for problem in problems],
        "counts": {severity.value: counts[severity] for severity in Severity},
        "seq": seq,
    }
    told = ", ".join(f"{labels.SEVERITY[severity].lower()} {format_count(counts[severity])}" for severity in Severity)
    whole = f"{scenario.name}: {format_count(len(problems))} vấn đề ({told})."
    if not problems:
        return Answer(data, f"{scenario.name}: không thấy vấn đề nào.")
    more = f" Trên đây là {SHOWN} vấn đề gấp nhất; thêm --json để lấy đủ." if len(problems) > SHOWN else ""
    return Answer(data, "\n".join([*(_tell(problem) for problem in problems[:SHOWN]), f"{whole}{more}"]))


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
        "sentence": problem.sentence,
        "fix": problem.fix,
        "citation": problem.citation,
    }
