"""plan.funding: the pots of a scenario, their sums by source or unit level, and entering ceilings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from budget.funding.ceilings import MONEY, plan_ceiling, plan_ceiling_deletion
from budget.funding.findings import state_shortage
from budget.funding.freed import Freed, where_freed
from budget.funding.live import LivePots
from budget.funding.needs import LevelNeed, Payee, collect_payees, need_by_level
from budget.funding.pasted import PastedAmount, UnitLabel, read_amounts
from budget.funding.pots import (
    Ceiling,
    Pot,
    PotSums,
    owning_unit,
    pot_id,
    read_ceilings,
    read_owners,
    read_purses,
    sum_pots,
)
from budget.funding.rule_lint import RuleFinding, read_findings
from budget.funding.rule_words import RuleText, describe_rule
from budget.funding.rules import cite, read_documents, read_rules
from budget.funding.verdicts import VerdictTable, read_verdicts
from budget.model.ids import BASE
from budget.model.problem import Problem, refuse
from budget.model.states import Verdict
from budget.reference.money_sources import Part, Rule
from budget.store.kinds import KINDS
from budget.store.records import Batch, Change, Receipt, Value
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

    def __init__(
        self,
        store: Store,
        actor: str,
        totals: Callable[[str], Totals],
        pots: LivePots,
        budget_year: int,
    ) -> None:
        """Stand on the store, the live totals and the live pots, write in the name of `actor`."""
        self._store = store
        self._actor = actor
        self._totals = totals
        self._pots = pots
        self._budget_year = budget_year

    def pots(self, scenario: str = BASE, year: int | None = None) -> list[Pot]:
        """Every pot that is asked for something or has a ceiling; `year` None = all years."""
        return self._pots.of(scenario, year)

    def sums(self, scenario: str = BASE, year: int | None = None) -> PotSums:
        """The sums over all pots: need, ceilings, shortage and surplus apart."""
        return self._pots.sums(scenario, year)

    def by_source(self, scenario: str = BASE, year: int | None = None) -> dict[str, PotSums]:
        """Source code -> the sums over its pots."""
        return _grouped(self.pots(scenario, year), lambda pot: pot.source)

    def by_level(self, scenario: str = BASE, year: int | None = None) -> dict[str, PotSums]:
        """Level of the owning unit -> the sums over its pots."""
        return _grouped(self.pots(scenario, year), lambda pot: pot.level)

    def finding(self, scenario: str = BASE, year: int | None = None) -> str:
        """Need against ceilings in one sentence: what is short and where most."""
        with self._store.read() as cursor:
            names = {str(code): str(name) for code, name in cursor.rows("SELECT code, short_name FROM source")}
        return state_shortage(self.by_source(scenario, year), names)

    def needs(self, scenario: str = BASE, year: int | None = None) -> list[LevelNeed]:
        """Need by level of the unit that asks, recurrent and investment apart."""
        with self._store.database.lock, self._store.read() as cursor:
            return need_by_level(self._totals(scenario), read_owners(cursor), year)

    def payees(self, source: str, scenario: str = BASE, year: int | None = None) -> list[Payee]:
        """The units whose lines stand on a source, the largest need first."""
        with self._store.database.lock, self._store.read() as cursor:
            return collect_payees(self._totals(scenario), read_owners(cursor), source, year)

    def rules(self, source: str) -> list[RuleText]:
        """What the plan's rules say of a source, in words with citations."""
        with self._store.read() as cursor:
            documents = read_documents(cursor)
            units = {str(code): str(name) for code, name in cursor.rows("SELECT code, name FROM unit")}
            return [describe_rule(rule, documents, units) for rule in read_rules(cursor) if rule.source == source]

    def verdicts(self, scenario: str = BASE, listing: str | None = "estimate", on: date | None = None) -> VerdictTable:
        """Who may pay for what: every living line of a list (None = both) against every source, as the rules stand."""
        with self._store.read() as cursor:
            return read_verdicts(cursor, scenario, on, listing)

    def where_freed(self, source: str, part: Part = Part.CUT) -> Freed | None:
        """Where money of a source goes once a cut frees it (or the tenth that is saved by law); None = nobody has told."""
        return where_freed(source, part)

    def lint(self, scenario: str = BASE) -> list[RuleFinding]:
        """What is wrong with the rules themselves, errors first; a scenario's lines tell which kinds nobody may fund."""
        with self._store.read() as cursor:
            return read_findings(cursor, scenario)

    def bases(self) -> dict[str, str]:
        """Source code -> the citation of its legal basis; "cần kiểm tra" while nobody has confirmed it."""
        with self._store.read() as cursor:
            documents = read_documents(cursor)
            rows = cursor.rows("SELECT code, document, confidence FROM source")
        return {str(code): cite(documents.get(str(name)), str(name), confirmed=sure == "confirmed") for code, name, sure in rows}

    def holders(self, source: str) -> list[UnitLabel]:
        """The units that can own a pot of a source by the rules that allow it; empty for a source of the province's one purse."""
        with self._store.read() as cursor:
            purses = read_purses(cursor)
            allowing = [rule for rule in read_rules(cursor) if rule.source == source and rule.verdict is Verdict.ALLOW]
            rows = cursor.rows("SELECT code, name, short_name, level, kind FROM unit ORDER BY position, code")
        units = [(UnitLabel(str(code), str(name), str(short)), str(level), str(kind)) for code, name, short, level, kind in rows]
        if purses.get(source, "province") == "province":
            return []
        if purses[source] == "district":
            return [unit for unit, level, _ in units if level == "district"]
        return [unit for unit, level, kind in units if not allowing or any(_may_hold(rule, level, kind) for rule in allowing)]

    def read_amounts(self, source: str, text: str) -> list[PastedAmount]:
        """What pasted lines of "unit <tab> amount" mean for a source, line by line, nothing saved."""
        return read_amounts(text, self.holders(source))

    def ceiling(self, pot: str) -> Ceiling | None:
        """What was entered for a pot; None when nothing was."""
        with self._store.read() as cursor:
            return read_ceilings(cursor).get(pot)

    def place_of(self, source: str, unit: str | None, year: int | None = None, nature: str | None = None) -> tuple[str, str, int, str]:
        """The pot a source and unit mean: (source, owning unit, year, nature); PlanError for unknown codes or a missing unit."""
        with self._store.read() as cursor:
            rows = cursor.rows("SELECT purse, nature FROM source WHERE code = ?", [source])
            owners = read_owners(cursor)
            provinces = sorted({owner.province for owner in owners.values() if owner.province})
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
        with self._store.database.lock:  # what the changes start from must still stand when they are written
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

    def set_many(
        self, source: str, year: int, granted: Mapping[str, int], reason: str, about: Mapping[str, str] | None = None
    ) -> tuple[Receipt | None, list[Problem]]:
        """Enter the granted amounts (đồng) of many units' pots as one batch; all or nothing. None and no problem = nothing differs."""
        changes: list[Change] = []
        places = [(self.place_of(source, unit, year), amount) for unit, amount in granted.items()]
        problems = _shared_pots([pot_id(*place) for place, _ in places])
        with self._store.database.lock:
            for place, amount in places:
                found, wrong = plan_ceiling(self._record(pot_id(*place)), place, {"granted": amount}, reason, about)
                changes.extend(found)
                problems.extend(problem for problem in wrong if problem not in problems)
            if problems or not changes:
                return None, problems
            return self._store.commit(Batch(self._actor, "set_ceilings", reason, changes)), []

    def delete_ceiling(self, pot: str, reason: str, expected: int | None = None) -> tuple[Receipt | None, list[Problem]]:
        """Take a pot's entry away, with a reason; the pot is then chưa nhập hạn mức again."""
        with self._store.database.lock:
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


def _may_hold(rule: Rule, level: str, kind: str) -> bool:
    return rule.unit_level in (None, level) and rule.unit_kind in (None, kind)


def _shared_pots(pots: list[str]) -> list[Problem]:
    """Two amounts for one purse: a district and its commune, or any two units of a provincial source."""
    shared = sorted({pot for pot in pots if pots.count(pot) > 1})
    sentence = "Hai đơn vị trong danh sách dùng chung một hạn mức nên không rõ lấy số nào."
    return [Problem("pot_given_twice", sentence, "Gộp thành một số cho đơn vị giữ hạn mức.", pot=pot) for pot in shared]


def _grouped(pots: list[Pot], key: Callable[[Pot], str]) -> dict[str, PotSums]:
    groups: dict[str, list[Pot]] = {}
    for pot in pots:
        groups.setdefault(key(pot), []).append(pot)
    return {name: sum_pots(members) for name, members in groups.items()}


__all__ = ["MONEY", "CeilingChange", "Funding", "LevelNeed", "PastedAmount", "Payee", "Pot", "PotSums", "RuleText"]
