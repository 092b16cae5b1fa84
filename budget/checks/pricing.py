"""What a unit price rests on: which kind of evidence, whole, recent, of enough quotations, and what it says of VAT.

Days are compared with the day the line is judged, never with today: a plan of a past year is judged by its own time.
"""

from datetime import date

from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import say_day
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
_WORDS = {
    PriceKind.BID_RESULT: "kết quả trúng thầu",
    PriceKind.VALUATION: "chứng thư thẩm định giá",
    PriceKind.QUOTATION: "báo giá",
    PriceKind.STATE_PRICE: "văn bản quy định đơn giá",
    PriceKind.CONTRACT: "hợp đồng",
}
_OF_ALL = (("price_document", "số văn bản"), ("price_date", "ngày"))
_NEEDED: dict[str, tuple[tuple[str, str], ...]] = {
    PriceKind.BID_RESULT: _OF_ALL,
    PriceKind.VALUATION: _OF_ALL,
    PriceKind.QUOTATION: (*_OF_ALL, ("price_supplier", "nhà cung cấp")),
    PriceKind.STATE_PRICE: _OF_ALL[:1],
    PriceKind.CONTRACT: _OF_ALL,
}


def check_pricing(scope: Scope) -> list[Problem]:
    """Prices without a kind of evidence, with evidence that is incomplete, too old, too thin or misdated, and VAT nobody stated."""
    return [*_kind_missing(scope), *_incomplete(scope), *_few_quotes(scope), *_stale(scope), *_misdated(scope), *_vat(scope)]


def _kind_missing(scope: Scope) -> list[Problem]:
    fix = "Chọn loại căn cứ giá: giá trúng thầu trong 12 tháng, thẩm định giá, báo giá, đơn giá Nhà nước hoặc hợp đồng; ghi cả thuế GTGT."
    vat = "CASE WHEN k.vat_bp IS NULL OR k.vat_included IS NULL THEN ', và chưa ghi rõ thuế GTGT.' ELSE '.' END"
    ending = f"' có ghi căn cứ nhưng chưa nói đơn giá dựa vào loại căn cứ nào' || {vat}"
    return scope.told("price_kind_missing", ending, fix, f"kept k WHERE {_BOUGHT} AND k.price_kind = '' AND trim(k.basis) <> ''")


def _incomplete(scope: Scope) -> list[Problem]:
    absent = "k.price_document = '' OR (k.price_date IS NULL AND k.price_kind <> 'state_price')"
    where = f"""kept k WHERE {_ASKED} AND k.price_kind <> '' AND ({absent} OR (k.price_supplier = '' AND k.price_kind = 'quotation'))
                AND NOT (k.price_kind = 'state_price' AND k.norm <> '')"""
    problems = []
    for line, (kind, *values) in scope.rows("k.price_kind, k.price_document, k.price_date, k.price_supplier", where):
        held = dict(zip(("price_document", "price_date", "price_supplier"), values, strict=True))
        lacking = [words for name, words in _NEEDED.get(str(kind), _OF_ALL) if not held[name]]
        sentence = f"{line} lấy giá theo {_WORDS.get(PriceKind(str(kind)), 'căn cứ')} nhưng chưa ghi {', '.join(lacking)}."
        problems.append(
            found("price_basis_incomplete", sentence, "Ghi đủ số, ngày của căn cứ giá; báo giá thì cả nhà cung cấp.", line=line.id)
        )
    return problems


def _few_quotes(scope: Scope) -> list[Problem]:
    where = f"kept k WHERE {_ASKED} AND k.price_kind = '{PriceKind.QUOTATION}' AND COALESCE(k.price_quotes, 0) < {LEAST_QUOTES}"
    problems = []
    for line, (quotes,) in scope.rows("k.price_quotes", where):
        how_many = "chưa ghi có bao nhiêu báo giá" if quotes is None else f"mới có {quotes} báo giá"
        fix = f"Lấy đủ {LEAST_QUOTES} báo giá của các nhà cung cấp khác nhau, hoặc dùng căn cứ giá khác."
        problems.append(
            found("quotations_few", f"{line} lấy giá theo báo giá nhưng {how_many}, cần ít nhất {LEAST_QUOTES}.", fix, line=line.id)
        )
    return problems


def _stale(scope: Scope) -> list[Problem]:
    where = f"""kept k WHERE {_ASKED} AND k.price_kind = '{PriceKind.BID_RESULT}' AND k.price_date IS NOT NULL
                AND try_cast(k.price_date AS DATE) < try_cast(k.judged_on AS DATE) - INTERVAL 12 MONTH"""
    problems = []
    for line, (day, judged_on) in scope.rows("k.price_date, k.judged_on", where):
        sentence = (
            f"{line} lấy giá trúng thầu ngày {say_day(day)}, đã {_months(str(day), str(judged_on))} tháng tính đến {say_day(judged_on)}; "
            "giá trúng thầu chỉ dùng trong 12 tháng."
        )
        problems.append(found("price_basis_stale", sentence, "Lấy kết quả trúng thầu mới hơn, thẩm định giá hoặc báo giá.", line=line.id))
    return problems


def _misdated(scope: Scope) -> list[Problem]:
    problems = []
    for line, (day, judged_on) in scope.rows("k.price_date, k.judged_on", f"kept k WHERE {_ASKED} AND k.price_date > k.judged_on"):
        sentence = f"{line} có căn cứ giá ngày {say_day(day)}, sau thời điểm thực hiện {say_day(judged_on)}."
        problems.append(
            found("price_date_wrong", sentence, "Kiểm tra lại ngày của căn cứ giá, hoặc quý thực hiện của khoản mục.", line=line.id)
        )
    return problems


def _vat(scope: Scope) -> list[Problem]:
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
