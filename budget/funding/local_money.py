"""Districts and communes by their own purses: NQ 36, the yearly supplement, and what each puts on top, per unit and year.

Law: NQ 36 stands in each unit's balance already and is no new money; "bố trí thêm" counts only above it; another tier's purse is never
reached. A supplement is spending of the province and income of the unit: here it stands once, at the unit, however the tiers add up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from budget.funding.bad_ceilings import LOCAL, Reach, read_reach
from budget.funding.pots import Owner, Pot, collect_pots, read_ceilings, read_owners, read_purses
from budget.money import format_money
from budget.store.database import Cursor
from budget.totals.cube import Totals
from budget.totals.reading import read_scenario_totals, read_totals

NORM = ("NQ36-H", "NQ36-X")
SUPPLEMENT = ("BSCDS",)
DISTRICT_MORE = ("NSH-THEM",)
COMMUNE_MORE = ("NSX-THEM",)
SOURCES = (*NORM, *SUPPLEMENT, *DISTRICT_MORE, *COMMUNE_MORE)
"""The sources of the table; whatever else a unit asks is told in a sum of its own."""
TRANSFERS = "73"
"""Mục 7300: money handed to the tier below, which spends it again."""


@dataclass(frozen=True, slots=True)
class PurseMoney:
    """One purse of a unit in đồng; None = nobody has entered it. `granted`, `left` of several purses add what is known."""

    granted: int | None = None
    spent: int | None = None
    committed: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class LocalRow:
    """A district or commune in one year, in đồng.

    `need` is all it asks; `elsewhere` the part on other sources or none. `shortage` sums what single purses lack; `unknown_need` is what
    is asked of purses nobody has entered. `commitments` are its letters, `uncommitted` what was entered without one, of the sources named.
    """

    unit: str
    name: str
    level: str
    district: str
    need: int
    norm: PurseMoney
    supplement: PurseMoney
    district_more: PurseMoney
    commune_more: PurseMoney
    elsewhere: int
    shortage: int
    unknown_need: int
    commitments: tuple[str, ...]
    uncommitted: int
    uncommitted_sources: tuple[str, ...] = ()

    @property
    def commitment_words(self) -> str:
        """The letters that stand behind the unit's own money, or that there is none; "" where no own money was entered."""
        lacking = f"chưa có văn bản cam kết {', '.join(self.uncommitted_sources)}" if self.uncommitted_sources else ""
        return "; ".join(part for part in (*self.commitments, lacking) if part)


@dataclass(frozen=True)
class LocalTable:
    """Every district and commune that asks for or has something in a year, in display order.

    `transfers` is what the estimate itself hands to a tier below (mục 7300), which stands a second time in what that tier asks.
    """

    year: int
    rows: Sequence[LocalRow]
    transfers: int = 0
    total: LocalRow = field(init=False)

    def __post_init__(self) -> None:
        """Add the rows up once."""
        object.__setattr__(self, "total", add_rows(self.rows))

    @property
    def consolidated_need(self) -> int:
        """All need with money handed between tiers counted once (đồng)."""
        return self.total.need - min(self.transfers, self.total.need)

    @property
    def consolidation(self) -> str:
        """What adding the tiers up would count twice, in one or two sentences."""
        granted = self.total.supplement.granted
        amount = "" if granted is None else f" {format_money(granted)} đ"
        said = (
            f"Bổ sung CĐS{amount} vừa là chi của ngân sách tỉnh, vừa là thu và chi của huyện, xã; "
            "bảng này chỉ tính một lần, ở đơn vị được bổ sung."
        )
        if self.transfers:
            said += f" Dự toán có {format_money(self.transfers)} đ chi bổ sung cho cấp dưới (mục 7300): loại trừ một lần khi hợp nhất."
        return said


def collect_local(totals: Totals, pots: Iterable[Pot], owners: Mapping[str, Owner], reach: Reach, year: int) -> list[LocalRow]:
    """A row for every district and commune that asks for or was granted something in the year, in the order of `owners`."""
    needs: dict[str, int] = {}
    for (listing, when, (_, unit, _)), (amount, _) in totals.pots.items():
        if listing == "estimate" and when == year:
            needs[unit] = needs.get(unit, 0) + amount
    held: dict[str, list[Pot]] = {}
    for pot in pots:
        if pot.year == year and pot.source in SOURCES:
            held.setdefault(pot.unit, []).append(pot)
    present = [owner for code, owner in owners.items() if owner.level in LOCAL and (needs.get(code) or code in held)]
    return [_row(owner, needs.get(owner.unit, 0), held.get(owner.unit, ()), reach) for owner in present]


def read_transfers(cursor: Cursor, scenario: str, year: int) -> int:
    """What lines of the estimate hand to a tier below in a year (đồng)."""
    sql = """SELECT COALESCE(sum(amount), 0)::BIGINT FROM dated(?) WHERE listing = 'estimate' AND NOT dropped AND year = ?::BIGINT
             AND starts_with(COALESCE(budget_code, ''), ?)"""
    return int(str(cursor.rows(sql, [scenario, year, TRANSFERS])[0][0]))


def read_local(cursor: Cursor, scenario: str, year: int) -> LocalTable:
    """The table of a scenario and year, read afresh."""
    totals = read_scenario_totals(cursor, read_totals(cursor), scenario)
    owners = read_owners(cursor)
    pots = collect_pots(totals, read_ceilings(cursor), owners, read_purses(cursor), year)
    positions = {str(code): place for place, (code,) in enumerate(cursor.rows("SELECT code FROM unit ORDER BY position, code"))}
    ordered = dict(sorted(owners.items(), key=lambda item: positions.get(item[0], 0)))
    rows = collect_local(totals, pots, ordered, read_reach(cursor, SOURCES), year)
    return LocalTable(year, rows, read_transfers(cursor, scenario, year))


def add_rows(rows: Sequence[LocalRow], name: str = "Cộng") -> LocalRow:
    """Some rows as one: known figures added, shortages never evened out."""
    norm, supplement, district, commune = (
        _add([getattr(row, purse) for row in rows]) for purse in ("norm", "supplement", "district_more", "commune_more")
    )
    need, elsewhere, shortage, unknown, uncommitted = (
        sum(getattr(row, figure) for row in rows) for figure in ("need", "elsewhere", "shortage", "unknown_need", "uncommitted")
    )
    return LocalRow("", name, "", "", need, norm, supplement, district, commune, elsewhere, shortage, unknown, (), uncommitted)


def _row(owner: Owner, need: int, pots: Sequence[Pot], reach: Reach) -> LocalRow:
    ceilings = [pot.ceiling for pot in pots if pot.ceiling is not None]
    lacking = [ceiling for ceiling in ceilings if reach.lacks_commitment(ceiling)]
    own = [ceiling for ceiling in ceilings if reach.needs_commitment(ceiling.source, ceiling.unit) and ceiling not in lacking]
    asked = sum(pot.need for pot in pots)
    return LocalRow(
        unit=owner.unit,
        name=owner.name,
        level=owner.level,
        district=owner.district,
        need=need,
        norm=_money(pots, NORM),
        supplement=_money(pots, SUPPLEMENT),
        district_more=_money(pots, DISTRICT_MORE),
        commune_more=_money(pots, COMMUNE_MORE),
        elsewhere=need - asked,
        shortage=sum(pot.shortage for pot in pots),
        unknown_need=sum(pot.need for pot in pots if pot.left is None),
        commitments=tuple(dict.fromkeys(ceiling.document for ceiling in own if ceiling.granted is not None)),
        uncommitted=sum(ceiling.granted or 0 for ceiling in lacking),
        uncommitted_sources=tuple(dict.fromkeys(reach.sources[ceiling.source].name for ceiling in lacking)),
    )


def _money(pots: Sequence[Pot], sources: Sequence[str]) -> PurseMoney:
    found = [pot.ceiling for pot in pots if pot.source in sources and pot.ceiling is not None]
    known = [ceiling for ceiling in found if ceiling.granted is not None]
    return _add([PurseMoney(ceiling.granted, ceiling.spent, ceiling.committed, ceiling.left) for ceiling in known])


def _add(purses: Sequence[PurseMoney]) -> PurseMoney:
    """Purses added figure by figure; a figure none of them has stays unknown."""
    figures = []
    for name in ("granted", "spent", "committed", "left"):
        known = [value for purse in purses if (value := getattr(purse, name)) is not None]
        figures.append(sum(known) if known else None)
    return PurseMoney(*figures)
