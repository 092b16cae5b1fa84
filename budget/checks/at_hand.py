"""A line as checks see it, worked out of what stands in its row: what the columns of `few.OF_LINE` say in SQL, without having them planned.

Law: the same values as the SQL gives, for any row (tests/test_checks_at_hand.py). Two expressions stay with the engine: names and
measures are taken apart by its own rules.
"""

from collections.abc import Mapping, Sequence

from budget.funding.facts import DAYS
from budget.funding.gates import PREPARATION
from budget.model.states import ContentVerdict, Nature

TEXTS = (
    *("category", "nature", "form", "route", "budget_code", "norm", "basis", "requires", "task", "listed_item", "guidance"),
    *("price_kind", "price_document", "price_supplier", "excess_authority", "excess_document", "content_verdict"),
)
"""Texts that are "" where a line does not tell them."""
PLAIN = (
    *("id", "number", "listing", "unit", "name", "folded", "requested_amount", "content_amount", "price_date", "price_quotes", "vat_bp"),
    *("vat_included", "last_year_outturn", "this_year_allotted", "this_year_spent", "entitled_milli", "usable_milli", "excess_date"),
)
"""Columns that stand as the row has them."""
DRIVERS = ("quantity_milli", "unit_price", "amount")
PLACED = ("source", "year", "quarter")
_GATES = (
    *("policy_document", "policy_date", "feasibility_document", "feasibility_date", "decision_document", "decision_date"),
    "medium_term",
)
COLUMNS = tuple(
    dict.fromkeys(
        (
            *(*PLAIN, *TEXTS, *PLACED, *_GATES, "measure", "contracted"),
            *(f"{stage}_{driver}" for stage in ("requested", "finance") for driver in DRIVERS),
        )
    )
)
"""The columns of `line` that are read."""
MOVED = (*PLACED, *DRIVERS, "dropped", "deferred")
"""The columns of `overlay` that lie over them in a scenario, read as `moved_...`; None = not moved."""
SPACES = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""What the engine's trim() takes away."""


def see(row: Mapping[str, object], budget_year: int) -> dict[str, object]:
    """The facts of a row of COLUMNS, `wanted` and `measure_key` (and, in a scenario, MOVED), without those of its unit."""
    facts: dict[str, object] = {name: row[name] for name in PLAIN}
    facts.update((name, _text(row[name])) for name in TEXTS)
    working = "finance" if row["finance_amount"] is not None else "requested"
    for name in DRIVERS:
        facts[name] = _either(row.get(f"moved_{name}"), row[f"{working}_{name}"])
    source, year, quarter = (_either(row.get(f"moved_{name}"), row[name]) for name in PLACED)
    facts["base_amount"] = row[f"{working}_amount"]
    facts["source"], facts["year"], facts["quarter"] = _text(source), _either(year, budget_year), _either(quarter, 4)
    facts["judged_on"] = f"{facts['year']}{DAYS.get(int(str(facts['quarter'])), DAYS[4])}"
    facts["dropped"], facts["deferred"] = bool(row.get("moved_dropped")), bool(row.get("moved_deferred"))
    facts["measure"], facts["contracted"] = _text(row["measure"]), bool(row["contracted"])
    facts["wanted"], facts["measure_key"] = row["wanted"], row["measure_key"]
    facts["content_done"] = row["content_amount"] is not None
    facts["appraisal"] = facts["content_verdict"] or str(ContentVerdict.PENDING)
    facts["missing"] = _shut(row, str(facts["judged_on"])) if row["nature"] == Nature.INVESTMENT else 0
    return facts


def _shut(row: Mapping[str, object], day: str) -> int:
    """The shut gates of an investment line as `gates_sql` counts them."""
    policy, report, decision = (_lacks(row, name, day) for name in ("policy", "feasibility", "decision"))
    if str(_text(row["budget_code"])).startswith(PREPARATION):
        return int(policy)
    unplaced = int(str(row["medium_term"] or 0)) <= 0
    return _bits((policy, report and decision, decision, unplaced))


def _bits(shut: Sequence[bool]) -> int:
    return sum(1 << place for place, is_shut in enumerate(shut) if is_shut)


def _lacks(row: Mapping[str, object], document: str, day: str) -> bool:
    dated = str(_text(row[f"{document}_date"]))
    return not str(_text(row[f"{document}_document"])).strip(SPACES) or not dated or dated > day


def _text(value: object) -> object:
    return "" if value is None else value


def _either(first: object, second: object) -> object:
    return second if first is None else first
