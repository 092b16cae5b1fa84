"""Commands on how needed lines are: the lines in the order they would be cut in, one line explained, how firm the order is."""

import csv
import json
from pathlib import Path
from typing import Any

from budget.cli.call import Answer, Call, Printer, opened
from budget.cli.printing import decimal_number, format_count, format_table
from budget.exports.delimited import escape_text
from budget.exports.files import replacing
from budget.model import labels
from budget.model.problem import refuse
from budget.model.states import Criterion
from budget.money import format_money
from budget.plan.face import Plan
from budget.plan.necessity_part import LineNeed, NeedRow, Stability, Swing, Wanted, say_score

_HUNDREDTHS, _BP = 10, 100
_PLAIN = ("line", "number", "unit", "source", "nature", "amount", "priority", "rank")
_AFTER = ("band", "band_reason", "banded", "level", "weight", "lock_reason", "decider", "proposal", "disbursable_bp")
COLUMNS = (*_PLAIN, "name", "unit_name", "score", "known", *(criterion.value for criterion in Criterion), *_AFTER)
"""The columns of a row of `necessity` as CSV: points of each criterion stand under its code, empty = unknown."""


def list_needs(call: Call) -> Answer | None:
    """The lines in the order they would be cut in, locked ones last; one line as sentences."""
    words = call.words
    target = None if words.out is None else call.target(words.out)
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        day = words.day or plan.necessity.default_day()
        if words.line:
            return _tell_line(plan, scenario.id, plan.lines.find_id(words.line), call)
        rows = plan.necessity.listed(Wanted(words.listing), scenario.id, words.year, day).rows
        names = plan.necessity.names([row.line for row in rows])
    told = [{**_row(row), "name": names[row.line].name, "unit_name": names[row.line].unit_name} for row in rows]
    data = {"scenario": scenario.name, "day": day.isoformat(), "year": words.year, "listing": words.listing}
    form = words.format or ("json" if call.json or (words.out or "").lower().endswith(".json") else "csv")
    if target is None:
        _write(form, told, data, call.stdout)
        return None
    with replacing(target) as scratch, Path(scratch).open("w", encoding="utf-8", newline="") as stream:
        _write(form, told, data, stream)
    return Answer({**data, "file": str(target), "lines": len(told)}, f"Đã ghi {format_count(len(told))} khoản mục vào {target}.")


def tell_stability(call: Call) -> Answer:
    """Which lines change sides of a cut when one weight is moved by a fifth."""
    words = call.words
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        day = words.day or plan.necessity.default_day()
        table = plan.necessity.table(scenario.id, words.year, day)
        found = plan.necessity.stability(scenario.id, words.year, day, words.listing, words.share * _BP)
    swings = [_swing(swing, table.ids) for swing in found.swings]
    data = {
        "scenario": scenario.name,
        "day": day.isoformat(),
        "target": found.target,
        "amount": found.amount,
        "lines": len(found.inside),
        "unsure": [table.ids[place] for place in found.unsure],
        "swings": swings,
    }
    return Answer(data, _say_stability(found, swings))


def _tell_line(plan: Plan, scenario: str, line: str, call: Call) -> Answer:
    need = plan.necessity.of_line(line, scenario, call.words.year, call.words.day)
    if need is None:
        raise refuse(
            "line_asks_nothing", "Khoản mục này không đề nghị kinh phí ở phương án, năm đang xem.", "Chọn phương án hoặc năm khác."
        )
    parts = [
        {
            "criterion": part.criterion.value,
            "weight": part.weight,
            "points": part.points,
            "by_hand": part.hand is not None,
            "sentence": part.sentence,
        }
        for part in need.parts
    ]
    data = {
        **{name: getattr(need, name) for name in ("line", "number", "amount", "priority", "level", "known", "band_reason")},
        "rank": need.rank or None,
        "score": _score(need.score, need.known),
        "parts": parts,
        "band": need.band.value,
        **{name: getattr(need, name) for name in ("lock_reason", "decider", "proposal")},
    }
    return Answer(data, _say_line(need))


def _say_line(need: LineNeed) -> str:
    cells = [
        [labels.CRITERION[part.criterion], str(part.weight), "chưa biết" if part.points is None else str(part.points), part.sentence]
        for part in need.parts
    ]
    band = f"{labels.BAND[need.band]}. {need.band_reason}".strip()
    place = f"Không được cắt: {need.lock_reason}" if need.lock_reason else f"Thứ tự xem xét cắt: {format_count(need.rank)}."
    said = (
        f"Điểm {say_score(need.score, need.known)} theo {need.known} tiêu chí biết được. Nhóm: {band} {place} Thẩm quyền: {need.decider}."
    )
    return format_table(["Tiêu chí", "Trọng số", "Điểm", "Vì sao"], cells, (1, 2)) + "\n" + said


def _row(row: NeedRow) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        "score": _score(row.score, row.known),
        "known": row.known,
        "points": {criterion.value: points for criterion, points in row.points.items()},
        "by_hand": [criterion.value for criterion in row.by_hand],
        **{name: getattr(row, name) for name in _AFTER},
    }


def _score(score: int | None, known: int) -> int | float | None:
    """A score as JSON prints it exactly: 5736 hundredths are 57.36."""
    return decimal_number(score * _HUNDREDTHS) if known and score is not None else None


def _write(form: str, rows: list[dict[str, Any]], about: dict[str, Any], stream: Printer) -> None:
    if form == "json":
        stream.write(json.dumps({**about, "lines": rows, "count": len(rows)}, ensure_ascii=False) + "\n")
        return
    writer = csv.DictWriter(stream, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in {**row, **row["points"]}.items()})


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape_text(value) if isinstance(value, str) else value


def _swing(swing: Swing, ids: tuple[str, ...]) -> dict[str, Any]:
    return {
        "criterion": swing.criterion.value,
        "change_bp": swing.change_bp,
        "coming_in": [ids[place] for place in swing.coming_in],
        "going_out": [ids[place] for place in swing.going_out],
    }


def _say_stability(found: Stability, swings: list[dict[str, Any]]) -> str:
    cells = [
        [
            labels.CRITERION[Criterion(row["criterion"])],
            f"{row['change_bp'] // _BP:+d} %",
            format_count(len(row["coming_in"])),
            format_count(len(row["going_out"])),
        ]
        for row in swings
    ]
    whole = (
        f"Cắt {format_money(found.target)} đồng theo thứ tự lấy {format_count(len(found.inside))} khoản mục "
        f"({format_money(found.amount)} đồng); {format_count(len(found.unsure))} khoản đổi bên khi một trọng số đổi 20 %."
    )
    return format_table(["Tiêu chí", "Đổi trọng số", "Thêm vào", "Ra khỏi"], cells, (1, 2, 3)) + "\n" + whole
