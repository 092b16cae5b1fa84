"""plan.funding: the pots of a scenario, their sums by source or unit level, and entering ceilings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from budget.funding.ceilings import MONEY, plan_ceiling, plan_ceiling_deletion
from budget.funding.pots import (
    Ceiling,
    Pot,
    PotSums,
    collect_pots,
    owning_unit,
    pot_id,
    read_ceilings,
    read_owners,
    read_purses,
    sum_pots,
)
from budget.model.ids import BASE
from budget.model.problem import Problem, refuse
from budget.store.kinds import KINDS
from budget.store.records import Batch, Receipt, Value
from budget.store.store import Store
from budget.totals.cube import Totals


@dataclass(frozen=True)
class CeilingChange:
    """What entering a ceiling came to: the pot, its granted amount before and after (đồng, None = unknown), and the journal seq."""

    pot: str
    old: int | None
    new: int | None
    receipt: Receipt | None


class Funding:
    """The sources and pots of an open plan."""

    def __init__(self, store: Store, actor: str, totals: Callable[[str], Totals], budget_year: int) -> None:
        """Stand on the store and the live totals, write in the name of `actor`."""
        self._store = store
        self._actor = actor
        self._totals = totals
        self._budget_year = budget_year

    def pots(self, scenario: str = BASE, year: int | None = None) -> list[Pot]:
        """Every pot that is asked for something or has a ceiling; `year` None = all years."""
        with self._store.database.lock, self._store.read() as cursor:
            totals = self._totals(scenario)
            return collect_pots(totals, read_ceilings(cursor), read_owners(cursor), read_purses(cursor), year)

    def sums(self, scenario: str = BASE, year: int | None = None) -> PotSums:
        """The sums over all pots: need, ceilings, shortage and surplus apart."""
        return sum_pots(self.pots(scenario, year))

    def by_source(self, scenario: str = BASE, year: int | None = None) -> dict[str, PotSums]:
        """Source code -> the sums over its pots."""
        return _grouped(self.pots(scenario, year), lambda pot: pot.source)

    def by_level(self, scenario: str = BASE, year: int | None = None) -> dict[str, PotSums]:
        """Level of the owning unit -> the sums over its pots."""
        return _grouped(self.pots(scenario, year), lambda pot: pot.level)

    def ceiling(self, pot: str) -> Ceiling | None:
        """What was entered for a pot; None when nothing was."""
        with self._store.read() as cursor:
            return read_ceilings(cursor).get(pot)

    def place_of(self, source: str, unit: str | None, year: int | None = None, nature: str | None = None) -> tuple[str, str, int, str]:
        """The pot a source and unit mean: (source, owning unit, year, nature); PlanError for unknown codes or a missing unit."""
        with self._store.read() as cursor:
            rows = cursor.rows("SELECT purse, nature FROM source WHERE code = ?", [source])
            owners = read_owners(cursor)
            provinces = sorted({owner.province for owner in owners.values()})
        if not rows:
            raise refuse("unknown_source", f"Không có nguồn kinh phí “{source}”.", "Chọn mã nguồn có trong danh mục nguồn.")
        purse = str(rows[0][0])
        when, what = year or self._budget_year, nature or str(rows[0][1])
        if purse == "province" and unit in (None, *provinces):
            return source, unit or provinces[0], when, what
        if unit is None:
            raise refuse("unit_missing", "Nguồn này có hạn mức riêng cho từng đơn vị.", "Ghi rõ đơn vị được giao hạn mức.")
        if unit not in owners:
            raise refuse("unknown_unit", f"Không có đơn vị “{unit}”.", "Chọn mã đơn vị có trong danh mục.")
        return source, owning_unit(purse, owners[unit]), when, what

    def set_ceiling(
        self,
        place: tuple[str, str, int, str],
        money: Mapping[str, int | None],
        reason: str,
        about: Mapping[str, str] | None = None,
        expected: int | None = None,
        operation_id: str | None = None,
    ) -> tuple[CeilingChange | None, list[Problem]]:
        """Enter a pot's granted, spent or committed amount (đồng; None = unknown), with a reason; or what is wrong."""
        identity = pot_id(*place)
        current = self._record(identity)
        changes, problems = plan_ceiling(current, place, money, reason, about, expected)
        if problems:
            return None, problems
        receipt = None
        if changes:
            receipt = self._store.commit(Batch(self._actor, "set_ceiling", reason, changes, operation_id=operation_id))
        old = None if current is None else current.get("granted")
        new = money.get("granted", old if isinstance(old, int) else None)
        return CeilingChange(identity, old if isinstance(old, int) else None, new, receipt), []

    def delete_ceiling(self, pot: str, reason: str, expected: int | None = None) -> tuple[Receipt | None, list[Problem]]:
        """Take a pot's entry away, with a reason; the pot is then chưa nhập hạn mức again."""
        current = self._record(pot)
        if current is None:
            return None, [Problem("pot_missing", "Hạn mức này chưa được nhập nên không có gì để xóa.", "Tải lại danh sách.")]
        if not reason.strip():
            return None, [Problem("reason_missing", "Chưa ghi lý do xóa hạn mức.", "Ghi lý do rồi xóa lại.")]
        return self._store.commit(Batch(self._actor, "delete_ceiling", reason, [plan_ceiling_deletion(current, expected)])), []

    def _record(self, pot: str) -> dict[str, Value] | None:
        columns = list(KINDS["ceiling"].columns)
        with self._store.read() as cursor:
            rows = cursor.rows(f"SELECT {', '.join(columns)} FROM ceiling WHERE id = ?", [pot])
        return dict(zip(columns, rows[0], strict=True)) if rows else None  # type: ignore[arg-type]  # the schema's types


def _grouped(pots: list[Pot], key: Callable[[Pot], str]) -> dict[str, PotSums]:
    groups: dict[str, list[Pot]] = {}
    for pot in pots:
        groups.setdefault(key(pot), []).append(pot)
    return {name: sum_pots(members) for name, members in groups.items()}


__all__ = ["MONEY", "CeilingChange", "Funding"]
