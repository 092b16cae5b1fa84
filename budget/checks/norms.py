"""Prices against norms: the norm in force for the unit's level on the line's day; a hard cap is cut to, the others need a decision.

TT 40/2017, TT 36/2018 and the provincial council's rates are hard; QĐ 50/2017 may be exceeded by the competent authority.
"""

from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import Line
from budget.funding.rules import cite
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money

# the row of the unit's own level wins over the row for every level; levels without a row have no cap
_JUDGED = """(
    WITH asked AS (SELECT DISTINCT norm, level, judged_on FROM kept WHERE norm <> ''),
         answered AS (
           SELECT a.norm, a.level, a.judged_on, arg_max(n, (COALESCE(n.unit_level, '') <> '', COALESCE(n.valid_from, ''))) AS held
           FROM asked a JOIN norm n ON n.code = a.norm AND COALESCE(n.unit_level, '') IN ('', a.level)
            AND COALESCE(n.valid_from, '') <= a.judged_on AND COALESCE(NULLIF(n.valid_to, ''), '9999') >= a.judged_on
           GROUP BY ALL)
    SELECT k.id, k.number, k.name, k.unit_name, k.norm, k.unit_price, k.measure, h.held.name AS norm_name,
      h.held.max_price AS max_price, COALESCE(h.held.hard, FALSE) AS hard, h.held.document AS document,
      h.held.confidence = 'confirmed' AS confirmed, h.held.measure AS norm_measure,
      lower(replace(COALESCE(h.held.measure, ''), '-', '/')) = replace(k.measure_key, '-', '/') AS same_measure
    FROM kept k LEFT JOIN answered h USING (norm, level, judged_on)
    WHERE k.norm <> '' AND k.unit_price > 0) k"""
_COLUMNS = "norm, norm_name, norm_measure, measure, unit_price, max_price, hard, document, confirmed, same_measure"
_WANTING = "max_price IS NULL OR unit_price > max_price OR NOT same_measure"


def check_norms(scope: Scope) -> list[Problem]:
    """Lines priced above their norm, and lines whose norm cannot be compared with (no figure, not in force, another measure)."""
    problems = []
    for line, values in scope.rows(_COLUMNS, f"{_JUDGED} WHERE {_WANTING}"):
        code, name, norm_measure, measure, price, most, hard, document, confirmed, same = values
        cap = None if most is None else int(str(most))
        if cap is None:
            problems.append(_unclear(line, str(code), None if name is None else str(name)))
            continue
        citation = cite(scope.documents.get(str(document)), str(document), confirmed=bool(confirmed))
        measures = None if same else (str(measure), str(norm_measure))
        if int(str(price)) > cap:
            problems.append(_exceeded(line, str(name), int(str(price)), cap, bool(hard), measures, citation))
        elif measures:
            problems.append(_other_measure(line, str(name), measures, citation))
    return problems


def _exceeded(line: Line, norm: str, price: int, cap: int, hard: bool, measures: tuple[str, str] | None, citation: str) -> Problem:
    over = format_money(price - cap)
    sentence = f"{line} có đơn giá {format_money(price)} đ, cao hơn định mức {format_money(cap)} đ ({norm}) {over} đ."
    if measures:
        sentence += f" Đơn vị tính khác nhau: khoản mục “{measures[0]}”, định mức “{measures[1]}”."
    if hard and not measures:
        return found("norm_exceeded", sentence, f"Cắt về định mức: đặt đơn giá {format_money(cap)} đ.", line=line.id, citation=citation)
    fix = (
        "Đối chiếu lại đơn vị tính và định mức, rồi sửa đơn giá nếu cần."
        if measures
        else f"Giảm đơn giá về {format_money(cap)} đ, hoặc kèm quyết định của cấp có thẩm quyền cho phép vượt."
    )
    return found("norm_exceeded", sentence, fix, line=line.id, citation=citation, severity=Severity.WARNING)


def _unclear(line: Line, code: str, name: str | None) -> Problem:
    if name is None:
        why = f"định mức {code} không áp dụng cho cấp của đơn vị này hoặc không có hiệu lực vào thời điểm thực hiện"
        fix = "Chọn định mức đang có hiệu lực cho cấp đơn vị này, hoặc bỏ định mức và ghi căn cứ giá khác."
    else:
        why = f"chưa có mức chi của định mức “{name}”"
        fix = "Tra mức chi trong văn bản rồi đối chiếu bằng tay, hoặc chọn định mức khác."
    return found("norm_unclear", f"{line} chưa so được đơn giá với định mức: {why}.", fix, line=line.id)


def _other_measure(line: Line, norm: str, measures: tuple[str, str], citation: str) -> Problem:
    sentence = f"{line} tính theo “{measures[0]}” nhưng định mức “{norm}” tính theo “{measures[1]}”, nên chưa so được đơn giá."
    return found("norm_unclear", sentence, "Ghi đơn vị tính theo định mức, hoặc chọn định mức đúng.", line=line.id, citation=citation)
