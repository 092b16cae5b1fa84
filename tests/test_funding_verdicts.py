"""All verdicts at once are the very verdicts of the one-by-one engine: on the shipped rules over a plan, and on rules drawn at random."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from budget.funding.eligibility import LineFacts, RuleBook, keep_apart
from budget.funding.facts import FactTable
from budget.funding.verdicts import ALLOW, DENY, INSUFFICIENT, NONE, VERDICTS, VerdictTable, judge_table, read_verdicts
from budget.model.ids import BASE
from budget.model.states import Category, ContentVerdict, Gate, Listed, Nature, UnitKind, Verdict
from budget.reference.money_sources import Rule
from tests.plans import a_plan, edit
from tests.test_funding_eligibility import DOCUMENT, RULE
from tests.test_funding_facts import LINES, grant

NATURES = {"A": "recurrent", "B": "investment"}
DOCUMENTS = {
    "OLD": replace(DOCUMENT, code="OLD", issued=date(2020, 1, 1), valid_to=date(2024, 6, 30)),
    "NEW": replace(DOCUMENT, code="NEW", issued=date(2024, 1, 1), valid_from=date(2024, 4, 1)),
}
DAYS = (date(2024, 3, 31), date(2024, 6, 30), date(2024, 7, 1), date(2025, 1, 1))


def maybe(*values: object) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, None, *values])


RULES = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from("AB"),
            "verdict": st.sampled_from(list(Verdict)),
            "rank": st.integers(1, 2),
            "document": st.sampled_from(["OLD", "NEW", "GONE"]),
            "unit": maybe("U1"),
            "unit_kind": maybe(UnitKind.POLICE, UnitKind.DEPARTMENT),
            "category": maybe(Category.EQUIPMENT),
            "nature": maybe(*Nature),
            "task": maybe("T1"),
            "task_group": maybe("G1"),
            "budget_code": maybe("6950", "6956"),
            "appraisal": maybe(*ContentVerdict),
            "listed": maybe(*Listed),
            "gate": maybe(*Gate),
            "valid_from": maybe(date(2024, 6, 30)),
            "valid_to": maybe(date(2024, 6, 30)),
            "year_from": maybe(2025),
            "year_to": maybe(2024),
            "cap_share_bp": maybe(0, 5_000),
            "cap_amount": maybe(0, 10**15),
            "instead_of": maybe("R0", "R1", "R2"),
        }
    ),
    max_size=8,
)
FACTS = st.lists(
    st.builds(
        LineFacts,
        source=st.just(""),
        unit=st.sampled_from(["", "U1"]),
        unit_level=st.just("province"),
        unit_kind=st.sampled_from(["police", "department"]),
        category=st.sampled_from(["equipment", "training"]),
        nature=st.sampled_from(list(Nature)),
        form=st.just(""),
        route=st.just(""),
        year=st.integers(2024, 2025),
        on=st.sampled_from(DAYS),
        task=st.sampled_from(["", "T1"]),
        task_group=st.sampled_from(["", "G1"]),
        budget_code=st.sampled_from(["", "6956", "6950"]),
        budget_item=st.sampled_from(["", "6950"]),
        appraisal=st.sampled_from(list(ContentVerdict)),
        listed_by=st.sampled_from(["", "A", "B"]),
        lists=st.sampled_from([(), ("A",), ("A", "B")]),
        missing=st.sampled_from([(), ("policy",)]),
    ),
    max_size=6,
)


def table_of(rules: list[Rule], facts: list[LineFacts]) -> VerdictTable:
    ids = pa.array([f"L{place}" for place in range(len(facts))], pa.string())
    places = np.arange(len(facts))
    return judge_table(RuleBook(rules, DOCUMENTS), NATURES, FactTable(ids, places.astype(np.int32), tuple(facts), places, places))


@given(RULES, FACTS)
def test_every_verdict_rule_and_cap_is_what_one_by_one_gives(drawn: list[dict[str, Any]], facts: list[LineFacts]) -> None:
    rules = [replace(RULE, id=f"R{place}", **changes) for place, changes in enumerate(drawn)]
    table, book = table_of(rules, facts), RuleBook(rules, DOCUMENTS)
    for row, case in enumerate(facts):
        for column, (source, nature) in enumerate(NATURES.items()):
            expected = keep_apart(book.judge(replace(case, source=source)), nature, case.nature)
            assert VERDICTS[table.verdict[row, column]] is expected.verdict
            place = table.rule[row, column]
            assert (None if place == NONE else table.rules[place]) == expected.rule
            caps = (None, None) if expected.rule is None else (expected.rule.cap_share_bp, expected.rule.cap_amount)
            told = (table.cap_share_bp[row, column], table.cap_amount[row, column])
            assert told == tuple(NONE if cap is None else cap for cap in caps)
            assert table.ruling(row, source) == expected
            assert table.allowed()[row, column] == (expected.verdict is Verdict.ALLOW)


def test_the_verdicts_of_a_plan_follow_its_lines(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        grant(plan, "I1", "SBN-STC")
        edit(plan, plan.lines.find_id("1"), "listed_item", "I1")
        with plan.store.read() as cursor:
            table = read_verdicts(cursor, BASE)
            early = read_verdicts(cursor, BASE, date(2024, 2, 1))
        place = table.sources.index("QD334")
        assert table.lines.to_pylist() == [plan.lines.find_id(str(number)) for number in range(1, 6)]
        assert table.verdict[table.class_of, place].tolist() == [ALLOW, INSUFFICIENT, DENY, DENY, DENY]
        assert table.allowed()[:, place].tolist() == [True, False, False, False, False]
        assert "giải trình" in table.ruling(1, "QD334").reason
        assert early.verdict[early.class_of, place].tolist() == [DENY] * 5
        assert table.numbers.tolist() == [1, 2, 3, 4, 5]
        assert table.amounts.tolist() == [20_000_000] * 5
        for index, line in enumerate(table.lines.to_pylist()):
            for offer in plan.checks.eligible_sources(line):
                ruling = table.ruling(index, offer.source)
                assert (ruling.verdict, ruling.reason, ruling.citation) == (offer.verdict, offer.reason, offer.citation)


def test_a_plan_without_lines_has_no_verdicts(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        table = read_verdicts(cursor, BASE)
    assert len(table.lines) == 0
    assert table.allowed().shape == (0, len(table.sources))
