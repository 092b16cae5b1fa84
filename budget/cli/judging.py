"""Commands by which people judge how needed lines are: weights of criteria, points and bands of single lines, each with its reason."""

from collections.abc import Iterable
from typing import Any

from budget.cli.call import Answer, Call, opened, refuse_errors
from budget.cli.grammar import UsageError
from budget.cli.printing import format_table
from budget.model import labels
from budget.model.states import Band, Criterion
from budget.plan.face import Plan
from budget.store.records import Receipt


def weigh_criteria(call: Call) -> Answer:
    """The weights, set first where that is asked for."""
    asked = _weights(call.words.weights)
    if asked and not call.words.reason.strip():
        raise UsageError("Đặt trọng số thì phải ghi --reason.", "Thêm --reason “vì sao”.")
    with opened(call) as plan:
        receipt, problems = plan.necessity.set_weights(asked, call.words.reason) if asked else (None, [])
        refuse_errors(problems)
        weights = plan.necessity.weights()
    rows: list[dict[str, Any]] = [
        {
            "criterion": item.criterion.value,
            "name": labels.CRITERION[item.criterion],
            "weight": item.weight,
            "usual": item.usual,
            "reads": item.reads,
        }
        for item in weights
    ]
    cells = [[row["criterion"], row["name"], str(row["weight"]), str(row["usual"]), row["reads"]] for row in rows]
    text = format_table(["Mã", "Tiêu chí", "Trọng số", "Mặc định", "Đọc từ"], cells, (2, 3))
    return Answer({"criteria": rows, "changed": receipt is not None, "seq": _seq(receipt)}, text)


def score_line(call: Call) -> Answer:
    """Points given to a line by hand, or taken back."""
    words = call.words
    criterion, points = Criterion(words.criterion), _points(words.points)
    with opened(call) as plan:
        line = plan.lines.find_id(words.line)
        old = _points_of(plan, line, criterion)
        receipt, problems = plan.necessity.score(line, criterion, points, words.reason)
        refuse_errors(problems)
    name = labels.CRITERION[criterion].lower()
    said = "Đã bỏ điểm chấm tay" if points is None else f"Đã chấm {points} điểm"
    data = {"line": line, "criterion": criterion.value, "old": old, "new": points, "seq": _seq(receipt)}
    return Answer(data, f"{said} cho khoản mục {words.line} ở tiêu chí {name}. Lý do: {words.reason}")


def band_line(call: Call) -> Answer:
    """A line put into a band by hand, or left to the program again."""
    words = call.words
    band = Band(words.band) if words.band else None
    with opened(call) as plan:
        line = plan.lines.find_id(words.line)
        held = plan.necessity.hand_band(line)
        receipt, problems = plan.necessity.band(line, band, words.reason)
        refuse_errors(problems)
    said = "Đã bỏ xếp tay" if band is None else f"Đã xếp vào nhóm {labels.BAND[band]}"
    data = {"line": line, "old": held.band.value if held else None, "new": words.band or None, "seq": _seq(receipt)}
    return Answer(data, f"{said} với khoản mục {words.line}. Lý do: {words.reason}")


def _weights(texts: Iterable[str]) -> dict[Criterion, int]:
    found = {}
    for text in texts:
        code, _, number = text.partition("=")
        if code not in set(Criterion) or not number.isdigit():
            raise UsageError(f"--set không nhận “{text}”.", f"Ghi MÃ=SỐ, mã là một trong: {', '.join(Criterion)}.")
        found[Criterion(code)] = int(number)
    return found


def _points(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdigit():
        raise UsageError(f"Điểm “{text}” không phải số nguyên.", "Ghi số từ 0 đến 100, hoặc bỏ trống để bỏ điểm chấm tay.")
    return int(text)


def _points_of(plan: Plan, line: str, criterion: Criterion) -> int | None:
    return next((score.points for score in plan.necessity.hand_scores(line) if score.criterion is criterion), None)


def _seq(receipt: Receipt | None) -> int | None:
    return receipt.seq if receipt else None
