"""What an appraiser asks first, in the few words a table cell has room for; nothing where nobody has told."""

from collections.abc import Mapping

from budget.lines.fields import FIELDS
from budget.model import labels
from budget.store.records import Value

PRICE_COLUMNS = ("price_kind", "price_document", "price_date", "price_quotes", "vat_bp", "vat_included")
REQUEST_COLUMNS = ("request_document", "request_date", "request_round")
Told = Mapping[str, object]


def describe_price(told: Told) -> str:
    """The price basis and the VAT: "Báo giá 12 (05/03/2024, 03 báo giá); thuế GTGT 10% đã gồm"."""
    kind = labels.PRICE_KIND.get(str(told["price_kind"]), "")
    name = str(told["price_document"] or kind)
    quotes = f"{int(str(told['price_quotes'])):02d} báo giá" if told["price_quotes"] else ""
    details = ", ".join(filter(None, (_show("price_date", told), quotes)))
    basis = f"{name} ({details})" if name and details else name or details
    return "; ".join(filter(None, (basis, _describe_vat(told))))


def describe_request(told: Told) -> str:
    """The written request: its number, day, and which time it was sent when not the first."""
    parts = [str(told["request_document"] or "")]
    if told["request_date"]:
        parts.append(_show("request_date", told))
    again = int(str(told["request_round"] or 0))
    if again > 1:
        parts.append(f"lần {again}")
    return ", ".join(filter(None, parts))


def _describe_vat(told: Told) -> str:
    if told["vat_bp"] is None:
        return ""
    included = {True: " đã gồm", False: " chưa gồm"}.get(bool(told["vat_included"]), "") if told["vat_included"] is not None else ""
    return f"thuế GTGT {_show('vat', told)}{included}"


def _show(name: str, told: Told) -> str:
    value: Value = told[FIELDS[name].column]  # type: ignore[assignment]  # the column's own type
    return FIELDS[name].show(value)
