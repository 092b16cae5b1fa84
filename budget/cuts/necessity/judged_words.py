"""What people decided about how needed lines are, in the words of the journal: weights, points, bands."""

from budget.cuts.necessity.scoring import default_weights
from budget.model import labels
from budget.store.records import Change, Record

Difference = tuple[str, str, str]


def tell_judged(change: Change) -> list[Difference]:
    """A change of a weight, of points given by hand or of a band given by hand: label, before, after; "" = nothing."""
    tell = {"criterion": _tell_weight, "score": _tell_points, "banding": _tell_band}[change.kind]
    return [(label, old, new) for label, old, new in tell(change) if old != new]


def subject_of_weight(code: str) -> str:
    """A criterion as the journal names it."""
    return f"Tiêu chí {labels.CRITERION.get(code, code).lower()}"


def _tell_weight(change: Change) -> list[Difference]:
    usual = {str(code): str(weight) for code, weight in default_weights().items()}.get(change.entity, "")
    return [("Trọng số", _text(change.old, "weight") or usual, _text(change.new, "weight") or usual)]


def _tell_points(change: Change) -> list[Difference]:
    code = str((change.new or change.old or {}).get("criterion") or change.entity.partition("|")[2])
    label = f"Điểm chấm tay: {labels.CRITERION.get(code, code).lower()}"
    return [(label, _text(change.old, "points"), _text(change.new, "points"))]


def _tell_band(change: Change) -> list[Difference]:
    old, new = (labels.BAND.get(_text(side, "band"), "") for side in (change.old, change.new))
    return [("Nhóm cắt xếp tay", old, new)]


def _text(record: Record | None, column: str) -> str:
    value = (record or {}).get(column)
    return "" if value is None else str(value)
