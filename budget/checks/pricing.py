"""What a unit price rests on: which kind of evidence, whole, recent, of enough quotations, and what it says of VAT.

Days are compared with the day the line is judged, never with today: a plan of a past year is judged by its own time.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from budget.checks.few import Facts, is_asked
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import Line, say_day
from budget.model.problem import Problem
from budget.model.states import Category, PriceKind

PURCHASES = (
    *(Category.EQUIPMENT, Category.SOFTWARE, Category.CONNECTION, Category.SERVICE, Category.DIGITISATION),
    *(Category.MAINTENANCE, Category.PUBLICITY, Category.PROJECT, Category.CONSTRUCTION),
)
"""What is bought on a market; allowances and fees follow the state's rates."""
LEAST_QUOTES = 3
_ASKED = "k.listing = 'estimate' AND k.amount > 0"
_LISTED = ", ".join(f"'{category}'" for category in PURCHASES)
_BOUGHT = f"""{_ASKED} AND k.category IN ({_LISTED})
    AND k.norm NOT IN (SELECT code FROM norm WHERE hard)"""
_WORDS: Mapping[str, str] = {
    PriceKind.BID_RESULT: "kết quả trúng thầu",
    PriceKind.VALUATION: "chứng thư thẩm định giá",
    PriceKind.QUOTATION: "báo giá",
    PriceKind.STATE_PRICE: "văn bản quy định đơn giá",
    PriceKind.CONTRACT: "hợp đồng",
}
_OF_ALL = (("price_document", "số văn bản"), ("price_date", "ngày"))
_NEEDED: Mapping[str, tuple[tuple[str, str], ...]] = {
    PriceKind.BID_RESULT: _OF_ALL,
    PriceKind.VALUATION: _OF_ALL,
    PriceKind.QUOTATION: (*_OF_ALL, ("price_supplier", "nhà cung cấp")),
    PriceKind.STATE_PRICE: _OF_ALL[:1],
    PriceKind.CONTRACT: _OF_ALL,
}


class _Evidence(NamedTuple):
    """What a line tells of its price (text "" and numbers None = not told), and the day it is judged."""

    price_kind: str
    price_document: str
    price_date: str | None
    price_supplier: str
    price_quotes: int | None
    norm: str
    judged_on: str


_WANTING = f"""k.price_date > k.judged_on
    OR (k.price_document = '' AND NOT (k.price_kind = '{PriceKind.STATE_PRICE}' AND k.norm <> ''))
    OR (k.price_date IS NULL AND k.price_kind <> '{PriceKind.STATE_PRICE}')
    OR (k.price_kind = '{PriceKind.QUOTATION}' AND (COALESCE(k.price_quotes, 0) < {LEAST_QUOTES} OR k.price_supplier = ''))
    OR (k.price_kind = '{PriceKind.BID_RESULT}' AND k.price_date < (k.year - 1) || substr(k.judged_on, 5))"""
"""Which lines are worth a closer look."""


def check_pricing(scope: Scope) -> list[Problem]:
    """Prices without a kind of evidence, with evidence that is incomplete, too old, too thin or misdated, and VAT nobody stated."""
    return [*_kind_missing(scope), *_of_evidence(scope), *_vat(scope)]


def _kind_missing(scope: Scope) -> list[Problem]:
    if not scope.may(lambda k: not k["price_kind"] and k["basis"] and _is_bought(scope, k)):
        return []
    fix = "Chọn loại căn cứ giá: giá trúng thầu trong 12 tháng, thẩm định giá, báo giá, đơn giá Nhà nước hoặc hợp đồng; ghi cả thuế GTGT."
    vat = "CASE WHEN k.vat_bp IS NULL OR k.vat_included IS NULL THEN ', và chưa ghi rõ thuế GTGT.' ELSE '.' END"
    ending = f"' có ghi căn cứ nhưng chưa nói đơn giá dựa vào loại căn cứ nào' || {vat}"
    return scope.told("price_kind_missing", ending, fix, f"kept k WHERE {_BOUGHT} AND k.price_kind = '' AND trim(k.basis) <> ''")


def _of_evidence(scope: Scope) -> list[Problem]:
    """What is wrong with the evidence of each price that has any, read once."""
    problems: list[Problem] = []
    for line, values in _wanting(scope):
        held = _Evidence(*values)  # type: ignore[arg-type]  # the columns are the schema's
        problems.extend(found(code, sentence, fix, line=line.id) for code, sentence, fix in _judge(line, held))
    return problems


def _wanting(scope: Scope) -> Iterable[tuple[Line, tuple[object, ...]]]:
    """The lines whose evidence is worth a closer look, with what they tell of it."""
    if scope.few is not None:
        return scope.at_hand(
            _Evidence._fields, lambda k: is_asked(k) and (k["price_kind"] or k["price_date"] is not None) and _is_wanting(k)
        )
    columns = ", ".join(f"k.{name}" for name in _Evidence._fields)
    where = f"kept k WHERE {_ASKED} AND (k.price_kind <> '' OR k.price_date IS NOT NULL)"
    return scope.rows(columns, f"{where} AND ({_WANTING})")


def _is_wanting(line: Facts) -> bool:
    """What _WANTING says, of a line that is at hand."""
    kind, told, day, judged = line["price_kind"], line["price_document"], line["price_date"], str(line["judged_on"])
    if day is None:
        undated = kind != PriceKind.STATE_PRICE
    else:
        year_before = f"{int(str(line['year'])) - 1}{judged[4:]}"
        undated = str(day) > judged or (kind == PriceKind.BID_RESULT and str(day) < year_before)
    untold = not told and not (kind == PriceKind.STATE_PRICE and line["norm"])
    few = int(str(line["price_quotes"] or 0)) < LEAST_QUOTES or not line["price_supplier"]
    return undated or untold or (kind == PriceKind.QUOTATION and few)


def _is_bought(scope: Scope, line: Facts) -> bool:
    """What _BOUGHT says, of a line that is at hand."""
    return is_asked(line) and line["category"] in PURCHASES and not scope.law.is_hard(line["norm"])


def _judge(line: Line, held: _Evidence) -> Iterator[tuple[str, str, str]]:
    words = _WORDS.get(held.price_kind, "căn cứ")
    day, judged = say_day(held.price_date), say_day(held.judged_on)
    if held.price_date and held.price_date > held.judged_on:
        sentence = f"{line} có căn cứ giá ngày {day}, sau thời điểm thực hiện {judged}."
        yield "price_date_wrong", sentence, "Kiểm tra lại ngày của căn cứ giá, hoặc quý thực hiện của khoản mục."
    if held.price_kind == PriceKind.BID_RESULT and held.price_date and is_stale(held.price_date, held.judged_on):
        old = _months(held.price_date, held.judged_on)
        sentence = f"{line} lấy giá trúng thầu ngày {day}, đã {old} tháng tính đến {judged}; giá trúng thầu chỉ dùng trong 12 tháng."
        yield "price_basis_stale", sentence, "Lấy kết quả trúng thầu mới hơn, thẩm định giá hoặc báo giá."
    if held.price_kind == PriceKind.QUOTATION and (held.price_quotes or 0) < LEAST_QUOTES:
        how_many = "chưa ghi có bao nhiêu báo giá" if held.price_quotes is None else f"mới có {held.price_quotes} báo giá"
        fix = f"Lấy đủ {LEAST_QUOTES} báo giá của các nhà cung cấp khác nhau, hoặc dùng căn cứ giá khác."
        yield "quotations_few", f"{line} lấy giá theo báo giá nhưng {how_many}, cần ít nhất {LEAST_QUOTES}.", fix
    lacking = [told for name, told in _needed(held) if not getattr(held, name)]
    if lacking:
        sentence = f"{line} lấy giá theo {words} nhưng chưa ghi {', '.join(lacking)}."
        yield "price_basis_incomplete", sentence, "Ghi đủ số, ngày của căn cứ giá; báo giá thì cả nhà cung cấp."


def _needed(held: _Evidence) -> tuple[tuple[str, str], ...]:
    """What evidence of a kind must tell; a state price the line's norm already names tells enough."""
    if not held.price_kind or (held.price_kind == PriceKind.STATE_PRICE and held.norm):
        return ()
    return _NEEDED.get(held.price_kind, _OF_ALL)


def is_stale(day: str, judged_on: str) -> bool:
    """Whether a day is more than twelve months before another; what cannot be read is not."""
    year_before = f"{int(judged_on[:4]) - 1}{judged_on[4:]}"
    return len(day) == len(year_before) and day < year_before


def _vat(scope: Scope) -> list[Problem]:
    if not scope.may(lambda k: k["price_kind"] and (k["vat_bp"] is None or k["vat_included"] is None) and _is_bought(scope, k)):
        return []
    # one thing at a time: a line that has not said what its price rests on is asked that first
    where = (
        f"kept k WHERE {_BOUGHT} AND k.price_kind NOT IN ('', '{PriceKind.STATE_PRICE}') AND (k.vat_bp IS NULL OR k.vat_included IS NULL)"
    )
    ending = """CASE WHEN k.vat_bp IS NOT NULL THEN ' chưa ghi giá đã gồm thuế GTGT hay chưa.' WHEN k.vat_included IS NOT NULL
        THEN ' chưa ghi thuế suất GTGT.' ELSE ' chưa ghi thuế suất GTGT và giá đã gồm thuế hay chưa.' END"""
    return scope.told("vat_not_stated", ending, "Ghi thuế suất (0 nếu không chịu thuế) và giá đã gồm thuế hay chưa.", where)


def _months(day: str, until: str) -> int:
    first, last = date.fromisoformat(day), date.fromisoformat(until)
    return (last.year - first.year) * 12 + last.month - first.month
