"""Prices against norms: the norm in force for the unit's level on the line's day; a hard cap is cut to, the others need a decision.

TT 40/2017, TT 36/2018 and the provincial council's rates are hard; QĐ 50/2017 is compared with the price including VAT and may be
exceeded by a named authority's decision of that day or before. A justification in words lifts nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budget.checks.few import Facts
from budget.checks.law import Law, Norm
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import Line, line_of, say_day
from budget.funding.rules import cite
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money
from budget.quantity import format_quantity

_USUAL_VAT_BP = 1_000
"""A price whose VAT nobody told is doubted where VAT of 10 % would carry it over the norm."""

_NO_NORM = Norm("", "", "", None, None, False, None, False, None, "")
# the row of the unit's own level wins over the row for every level; levels without a row have no cap
_JUDGED = f"""(
    WITH asked AS (SELECT DISTINCT norm, level, judged_on FROM kept WHERE norm <> ''),
         answered AS (
           SELECT a.norm, a.level, a.judged_on, arg_max(n, (COALESCE(n.unit_level, '') <> '', COALESCE(n.valid_from, ''))) AS held
           FROM asked a JOIN norm n ON n.code = a.norm AND COALESCE(n.unit_level, '') IN ('', a.level)
            AND COALESCE(n.valid_from, '') <= a.judged_on AND COALESCE(NULLIF(n.valid_to, ''), '9999') >= a.judged_on
           GROUP BY ALL),
         compared AS (
           SELECT k.id, k.number, k.name, k.unit_name, k.norm, k.unit_price, k.measure, k.measure_key, k.judged_on, k.vat_bp,
             k.vat_included, k.excess_authority, k.excess_document, k.excess_date, h.held, COALESCE(h.held.hard, FALSE) AS hard,
             CASE WHEN COALESCE(h.held.hard, FALSE) OR k.vat_included THEN k.unit_price
                  WHEN NOT k.vat_included AND k.vat_bp IS NOT NULL
                  THEN k.unit_price + (k.unit_price * k.vat_bp + 5000) // 10000 END AS full_price
           FROM kept k LEFT JOIN answered h USING (norm, level, judged_on)
           WHERE k.norm <> '' AND k.unit_price > 0)
    SELECT *, held.name AS norm_name, held.max_price AS max_price, held.document AS document, held.confidence = 'confirmed' AS confirmed,
      held.measure AS norm_measure, COALESCE(full_price, unit_price) AS price,
      lower(replace(COALESCE(held.measure, ''), '-', '/')) = replace(measure_key, '-', '/') AS same_measure,
      full_price IS NULL AND unit_price <= held.max_price
        AND unit_price + (unit_price * {_USUAL_VAT_BP} + 5000) // 10000 > held.max_price AS doubtful
    FROM compared) k"""
_COLUMNS = """norm, norm_name, norm_measure, measure, unit_price, full_price, vat_bp, max_price, hard, document, confirmed, same_measure,
    judged_on, excess_authority, excess_document, excess_date, price"""
_WANTING = "max_price IS NULL OR price > max_price OR NOT same_measure OR doubtful"


@dataclass(frozen=True, slots=True)
class _Judged:
    """One line beside its norm: prices in đồng (`full` includes VAT; None = not known), who let it be exceeded."""

    line: Line
    code: str
    norm: str | None
    norm_measure: str
    measure: str
    price: int
    full: int | None
    vat_bp: int
    cap: int | None
    hard: bool
    citation: str
    same_measure: bool
    judged_on: str
    decision: tuple[str, str, str]

    @property
    def compared(self) -> int:
        """The price the norm is compared with."""
        return self.price if self.full is None else self.full


def check_norms(scope: Scope) -> list[Problem]:
    """Lines priced above their norm, and lines whose norm cannot be compared with (no figure, not in force, another measure)."""
    return [_problem(_read(scope, line, values)) for line, values in _wanting(scope)]


def _wanting(scope: Scope) -> Iterable[tuple[Line, tuple[object, ...]]]:
    """The lines whose price does not keep to its norm for sure, with what was found of it."""
    if scope.few is None:
        return scope.rows(_COLUMNS, f"{_JUDGED} WHERE {_WANTING}")
    asked = [(k, _look_up(scope.law, k)) for k in scope.few if k["norm"] and int(str(k["unit_price"])) > 0 and not k["dropped"]]
    return [(line_of(k), values) for k, values in asked if values is not None]


def _look_up(law: Law, line: Facts) -> tuple[object, ...] | None:
    """What _JUDGED says of one line that is at hand; None where its price keeps to its norm."""
    price, day, vat = int(str(line["unit_price"])), str(line["judged_on"]), line["vat_bp"]
    entries = law.norms.get(str(line["norm"]), ())
    standing = (entry for entry in entries if entry.level in ("", line["level"]) and entry.begins <= day <= entry.ends)
    held = max(standing, key=lambda entry: (entry.level != "", entry.begins), default=_NO_NORM)
    full = None
    if held.hard or line["vat_included"]:
        full = price
    elif line["vat_included"] is not None and vat is not None:
        full = _with_vat(price, int(str(vat)))
    compared, cap = price if full is None else full, held.max_price
    same = held.measure_key.replace("-", "/") == str(line["measure_key"]).replace("-", "/")
    doubtful = cap is not None and full is None and price <= cap < _with_vat(price, _USUAL_VAT_BP)
    if cap is not None and compared <= cap and same and not doubtful:
        return None
    return (
        *(line["norm"], held.name, held.measure, line["measure"], price, full, vat, cap, held.hard, held.document, held.confirmed, same),
        *(day, line["excess_authority"], line["excess_document"], line["excess_date"], compared),
    )


def _with_vat(price: int, rate_bp: int) -> int:
    return price + (price * rate_bp + 5000) // 10000


def _read(scope: Scope, line: Line, values: Sequence[object]) -> _Judged:
    code, name, norm_measure, measure, price, full, vat, cap, hard, document, confirmed, same, judged_on, *decision, _ = values
    citation = cite(scope.law.documents.get(str(document)), str(document), confirmed=bool(confirmed)) if document else ""
    return _Judged(
        *(line, str(code), None if name is None else str(name), str(norm_measure or ""), str(measure), int(str(price)), _whole(full)),
        *(_whole(vat) or 0, _whole(cap), bool(hard), citation, bool(same), str(judged_on)),
        decision=(str(decision[0]).strip(), str(decision[1]).strip(), str(decision[2] or "")),
    )


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))


def _problem(case: _Judged) -> Problem:
    if case.cap is None:
        return _unclear(case)
    if case.compared <= case.cap:
        return _vat_unknown(case) if case.same_measure else _other_measure(case)
    return _exceeded(case, case.cap)


def _exceeded(case: _Judged, cap: int) -> Problem:
    sentence = _sentence(case, cap)
    if not case.same_measure:
        sentence += f" Đơn vị tính khác nhau: khoản mục “{case.measure}”, định mức “{case.norm_measure}”."
        fix = "Đối chiếu lại đơn vị tính và định mức, rồi sửa đơn giá nếu cần."
        return found("norm_exceeded", sentence, fix, line=case.line.id, citation=case.citation, severity=Severity.WARNING)
    if case.hard:
        fix = f"Cắt về định mức: đặt đơn giá {format_money(cap)} đ."
        cure = ("unit_price", format_money(cap))
        return found("norm_exceeded", sentence, fix, line=case.line.id, citation=case.citation, cure=cure)
    lacking = _lacking(case)
    if lacking == "":
        authority, document, day = case.decision
        sentence += f" {authority} cho phép vượt tại {document} ngày {say_day(day)}."
        fix = "Kèm bản sao quyết định khi trình duyệt."
        return found("norm_excess_decided", sentence, fix, line=case.line.id, citation=case.citation)
    if lacking is not None:
        sentence += f" Quyết định cho phép vượt {lacking} nên chưa được tính."
    taxed = case.full is not None and case.full != case.price
    lowered = cap * 10_000 // (10_000 + case.vat_bp) if taxed else cap
    before_tax = " (chưa thuế)" if taxed else ""
    cure = ("unit_price", format_money(lowered))
    fix = f"Giảm đơn giá về {format_money(lowered)} đ{before_tax}, hoặc kèm quyết định của cấp có thẩm quyền cho phép vượt (cấp, số, ngày)."
    return found("norm_exceeded", sentence, fix, line=case.line.id, citation=case.citation, severity=Severity.WARNING, cure=cure)


def _sentence(case: _Judged, cap: int) -> str:
    price = f"{format_money(case.price)} đ"
    if not case.hard and case.full is None:
        price += " (chưa rõ đã gồm thuế GTGT hay chưa)"
    elif case.full is not None and case.full != case.price:
        price += f", gồm thuế GTGT {format_quantity(case.vat_bp * 10)}% là {format_money(case.full)} đ"
    over = format_money(case.compared - cap)
    return f"{case.line} có đơn giá {price}, cao hơn định mức {format_money(cap)} đ ({case.norm}) {over} đ."


def _lacking(case: _Judged) -> str | None:
    """What a decision to exceed lacks, in words; "" = nothing, None = there is no decision at all."""
    authority, document, day = case.decision
    if not (authority or document or day):
        return None
    absent = [words for value, words in ((authority, "cấp quyết định"), (document, "số văn bản"), (day, "ngày")) if not value]
    if absent:
        return f"thiếu {', '.join(absent)}"
    return f"ký ngày {say_day(day)}, sau thời điểm thực hiện {say_day(case.judged_on)}," if day > case.judged_on else ""


def _unclear(case: _Judged) -> Problem:
    if case.norm is None:
        why = f"định mức {case.code} không áp dụng cho cấp của đơn vị này hoặc không có hiệu lực vào thời điểm thực hiện"
        fix = "Chọn định mức đang có hiệu lực cho cấp đơn vị này, hoặc bỏ định mức và ghi căn cứ giá khác."
    else:
        why = f"chưa có mức chi của định mức “{case.norm}”"
        fix = "Tra mức chi trong văn bản rồi đối chiếu bằng tay, hoặc chọn định mức khác."
    return found("norm_unclear", f"{case.line} chưa so được đơn giá với định mức: {why}.", fix, line=case.line.id)


def _other_measure(case: _Judged) -> Problem:
    sentence = (
        f"{case.line} tính theo “{case.measure}” nhưng định mức “{case.norm}” tính theo “{case.norm_measure}”, nên chưa so được đơn giá."
    )
    fix = "Ghi đơn vị tính theo định mức, hoặc chọn định mức đúng."
    return found("norm_unclear", sentence, fix, line=case.line.id, citation=case.citation)


def _vat_unknown(case: _Judged) -> Problem:
    sentence = (
        f"{case.line} có đơn giá {format_money(case.price)} đ, trong định mức {format_money(case.cap)} đ ({case.norm}) "
        "nếu đã gồm thuế GTGT; chưa rõ đã gồm hay chưa, nếu chưa thì với thuế 10% sẽ vượt."
    )
    fix = "Ghi thuế suất và giá đã gồm thuế GTGT hay chưa."
    return found("norm_unclear", sentence, fix, line=case.line.id, citation=case.citation)
