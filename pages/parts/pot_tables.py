"""How sources, their pots, their rules and those they pay are listed."""

from collections.abc import Sequence

from budget.model import labels
from budget.money import format_money
from budget.plan.catalogue import UnitName
from budget.plan.funding_part import Payee, Pot, PotSums, Reach, RuleText
from budget.vietnamese import contains_folded, fold
from pages.parts.desk import Desk
from pages.parts.tables import Cell, Column, Row

PURSES = {"province": "Ngân sách tỉnh", "unit": "Từng đơn vị", "district": "Từng huyện"}
VERDICT_TONES = {"Không": "thieu", "Chưa đủ căn cứ": "xem"}

SOURCE_COLUMNS = (
    Column("Nguồn", "lien"),
    *(Column(name, "so") for name in ("Nhu cầu", "Còn lại", "Thiếu", "Thừa")),
    Column("Chưa nhập", "lien"),
    *(Column(name, "so") for name in ("Đã giao", "Đã chi", "Cam kết")),
    Column("Tiền của", "lien"),
    Column("Cấp quyết định", "lien"),
    Column("Căn cứ", "ngan"),
)
POT_COLUMNS = (
    Column("Đơn vị"),
    Column("Năm", "so"),
    *(Column(name, "so") for name in ("Đã giao", "Đã chi", "Cam kết", "Còn lại", "Nhu cầu", "Thiếu (-) / Thừa")),
    Column("Văn bản", "ngan"),
)
RULE_COLUMNS = (Column("Kết luận", "lien"), Column("Áp dụng cho"), Column("Vì sao"), Column("Căn cứ"))
PAYEE_COLUMNS = (Column("Đơn vị"), Column("Cấp"), Column("Nhu cầu", "so"), Column("Khoản mục", "so"))
UNCOMMITTED = "chưa có văn bản cam kết"


def source_row(desk: Desk, name: str, about: Sequence[str], sums: PotSums) -> Row:
    """A source in one row; a figure nobody has entered stays empty, and what is unknown is counted.

    `about` is whose money it is, who decides and the legal basis.
    """
    known = bool(sums.granted)
    unknown = f"{format_money(sums.unknown_pots)} hạn mức" if sums.unknown_pots else ""
    return [
        name,
        desk.money(sums.need),
        desk.money(sums.left) if known else "",
        shortage_cell(desk, sums.shortage) if known else "",
        desk.money(sums.surplus) if known else "",
        Cell(unknown, "xem"),
        *(desk.money(value) if known else "" for value in (sums.granted, sums.spent, sums.committed)),
        *(Cell(text, "xem") if "cần kiểm tra" in text else text for text in about),
    ]


def unknown_words(desk: Desk, sums: PotSums) -> str:
    """What of a source nobody has entered, as a sentence; "" when everything is known."""
    parts = []
    if sums.unknown_pots:
        parts.append(
            f"{format_money(sums.unknown_pots)} hạn mức chưa nhập, ứng với nhu cầu {desk.money(sums.unknown_need)} {desk.unit.label}"
        )
    if sums.spent_unknown_pots:
        parts.append(f"{format_money(sums.spent_unknown_pots)} hạn mức chưa nhập số đã chi nên số còn lại có thể thấp hơn")
    return "; ".join(parts)


def shortage_cell(desk: Desk, shortage: int) -> Cell:
    """A shortage with its minus sign; 0 when there is none."""
    return Cell(desk.money(-shortage), "thieu") if shortage else Cell("0")


def pot_row(desk: Desk, pot: Pot, reach: Reach) -> Row:
    """A pot in one row; "chưa nhập" where nobody has entered the figure."""
    entered = pot.ceiling
    granted = entered.granted if entered else None
    if entered is None or granted is None:
        return [pot.unit_name, str(pot.year), Cell("chưa nhập", "xem"), "", "", "", desk.money(pot.need), Cell("chưa rõ", "mo"), ""]
    spent = Cell("chưa nhập", "xem") if entered.spent is None else desk.money(entered.spent)
    gap = shortage_cell(desk, pot.shortage) if pot.shortage else desk.money(pot.surplus)
    return [
        pot.unit_name,
        str(pot.year),
        desk.money(granted),
        spent,
        desk.money(entered.committed),
        desk.money(pot.left),
        desk.money(pot.need),
        gap,
        Cell(UNCOMMITTED, "xem") if reach.lacks_commitment(entered) else name_document(desk, entered.document),
    ]


def name_document(desk: Desk, document: str) -> str:
    """A pot's document: the short name of one the reference data knows, else as it was typed."""
    known = desk.plan.catalogue().documents
    return known[document].short_name if document in known else document


def select_pots(pots: Sequence[Pot], units: dict[str, UnitName], district: str, text: str) -> list[Pot]:
    """The pots of a district's own and its communes' ("" = all) whose unit's name holds `text`, the worst shortage first."""
    kept = [pot for pot in pots if not district or district in (pot.unit, units[pot.unit].parent if pot.unit in units else "")]
    found = [pot for pot in kept if contains_folded(fold(pot.unit_name), text)]
    return sorted(found, key=lambda pot: (-pot.shortage, pot.left is not None, -pot.need, pot.unit))


def rule_row(rule: RuleText) -> Row:
    """A rule in one row."""
    citation = rule.citation if rule.confirmed else Cell(rule.citation, "xem")
    return [Cell(rule.verdict, VERDICT_TONES.get(rule.verdict, "")), rule.applies, rule.reason, citation]


def payee_row(desk: Desk, payee: Payee) -> Row:
    """A unit a source pays, in one row."""
    return [payee.name, labels.UNIT_LEVEL.get(payee.level, ""), desk.money(payee.need), format_money(payee.lines)]
