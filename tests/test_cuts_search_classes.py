"""The table of classes is the question itself: its choices are the lawful ones, its sums those of the rules."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budget.cuts.answer import KEPT, ContradictionError, harm_of
from budget.cuts.instance import Instance, Row, RowKind, plain_instance
from budget.cuts.search.classes import NO_FORK, UNCAPPED, Table, lay_out
from tests.cut_questions import every_choice, questions
from tests.cut_tables import every_pick, laid_out, within_caps


def question(requires: dict[str, str] | None = None) -> Instance:
    """Two communes and a town without a cap; line c is locked; each other line may be halved or dropped."""
    needs = {"a": "", "b": "", "c": "", "d": "", "e": ""} | (requires or {})
    unit = {"a": "xã 1", "b": "xã 1", "c": "xã 1", "d": "xã 2", "e": "thị xã"}
    half = [("percent", 40, 3), ("drop", 100, 9)]
    lines = [(name, unit[name], 100, name == "c", list(above), half) for name, above in needs.items()]
    return plain_instance(lines, 150, {"xã 1": 120, "xã 2": 60})


@given(questions(most_lines=7), st.sampled_from([3, 160]))
def test_the_picks_of_a_table_are_the_lawful_choices_each_once_with_their_harm(instance: Instance, most: int) -> None:
    table = laid_out(instance, most)
    assume(table is not None)
    lawful = Counter(tuple(one) for one in every_choice(instance).tolist())
    picked = Counter(tuple(table.chosen_options(instance, rows).tolist()) for rows in every_pick(table))
    assert picked == lawful
    for rows in every_pick(table):
        assert table.harm[rows].sum() == harm_of(instance, table.chosen_options(instance, rows))


@given(questions(most_lines=7), st.sampled_from([3, 160]))
def test_each_rule_of_a_question_is_a_cap_or_a_coupling_row_with_the_same_sums(instance: Instance, most: int) -> None:
    table = laid_out(instance, most)
    assume(table is not None)
    assert sorted([*table.cap_rows.tolist(), *table.coupling.tolist()]) == list(range(len(instance.rows)))
    for rows in every_pick(table):
        chosen = table.chosen_options(instance, rows)
        taken = np.isin(np.arange(len(instance.options)), chosen)
        total = [int(row.weight[taken[row.option]].sum()) for row in instance.rows]
        asked = table.amount[rows].sum(axis=0) >= table.limit
        assert asked.tolist() == [keeps(instance.rows[at], total[at]) for at in table.coupling.tolist()]
        assert within_caps(table, rows) == all(keeps(instance.rows[at], total[at]) for at in table.cap_rows.tolist())


def keeps(row: Row, total: int) -> bool:
    """Whether a sum keeps a rule."""
    return total >= row.limit if row.at_least else total <= row.limit


@given(questions(), st.data())
def test_a_table_of_some_blocks_alone_has_their_rows_and_no_others(instance: Instance, data: st.DataObject) -> None:
    table = laid_out(instance, 3)
    assume(table is not None and table.rows)
    spans = table.spans()
    assert sorted(klass for span in spans.values() for klass in range(*span)) == list(range(len(table.start)))
    wanted = data.draw(st.sets(st.sampled_from(sorted(spans)), min_size=1))
    held = np.isin(table.block_of_row, sorted(wanted))
    part = table.restricted(held)
    assert sorted(part.spans()) == sorted(wanted)
    kept = [rows_of(table, row) for row in np.flatnonzero(held).tolist()]
    assert [rows_of(part, row) for row in range(part.rows)] == kept
    assert np.diff(part.klass).tolist() == (np.diff(table.klass[held]) != 0).astype(int).tolist()


def rows_of(table: Table, row: int) -> tuple[object, ...]:
    """What a row is, wherever it stands."""
    options = table.options[table.first[row] : table.first[row + 1]].tolist()
    klass = table.klass[row]
    figures = (table.harm[row], table.weight[row], table.amount[row].tolist())
    return (*figures, options, table.block[klass], table.case[klass])


def test_blocks_are_units_with_a_cap_and_the_rest_stands_before_them() -> None:
    table = lay_out(question())
    assert table.caps.tolist() == [120, 60]
    assert table.spans() == {UNCAPPED: (0, 1), 0: (1, 3), 1: (3, 4)}
    assert table.block_of_row.tolist() == [UNCAPPED] * 3 + [0] * 6 + [1] * 3
    assert table.weight.tolist() == [0, 0, 0, 0, 40, 100, 0, 40, 100, 0, 40, 100]
    assert table.amount[:, 0].tolist() == [0, 40, 100] * 4
    assert table.coupling.tolist() == [0]


def test_a_dependency_across_two_units_makes_their_caps_coupling_rows() -> None:
    table = lay_out(question({"d": "a"}))
    assert table.caps.tolist() == []
    assert table.coupling.tolist() == [0, 1, 2]
    assert table.limit.tolist() == [150, -120, -60]
    assert set(table.block.tolist()) == {UNCAPPED}
    both = [row for row in range(table.rows) if table.amount[row].tolist() == [200, -100, -100]]
    assert [table.chosen_options(question(), np.array([row])).tolist() for row in both] == [[1, KEPT, KEPT, 7, KEPT]]


def test_a_line_without_a_cap_joins_the_block_of_those_it_is_tied_to() -> None:
    table = lay_out(question({"e": "d"}))
    assert table.spans() == {0: (0, 2), 1: (2, 3)}
    tied = slice(int(table.start[2]), None)
    assert sorted(set(table.weight[tied].tolist())) == [0, 40, 100]
    assert int(table.amount[tied, 0].max()) == 200


def test_two_caps_over_the_same_line_are_coupling_rows_and_a_third_stays_a_cap() -> None:
    instance = question()
    again = Row(RowKind.UNIT_CAP, "xã 1 nữa", False, 90, np.array([0, 1]), instance.options.saved[[0, 1]])
    table = lay_out(replace(instance, rows=(*instance.rows, again)))
    assert (table.cap_rows.tolist(), table.coupling.tolist(), table.limit.tolist()) == ([2], [0, 1, 3], [150, -120, -90])


def test_a_cap_below_nothing_is_left_to_the_rules_that_couple() -> None:
    instance = question()
    rows = (instance.rows[0], replace(instance.rows[1], limit=-1), instance.rows[2])
    assert lay_out(replace(instance, rows=rows)).coupling.tolist() == [0, 1]


def test_rules_of_at_most_stand_with_their_signs_turned() -> None:
    instance = question()
    floor = Row(RowKind.FLOOR, "đào tạo", False, 70, np.array([1, 9]), np.array([100, 100]))
    table = lay_out(replace(instance, rows=(*instance.rows, floor)))
    assert table.coupling.tolist() == [0, 3]
    assert table.limit.tolist() == [150, -70]
    assert sorted(table.amount[:, 1].tolist()) == [-100, -100] + [0] * 10


def test_a_pinned_line_has_no_row_for_keeping_it_and_one_without_options_contradicts_itself() -> None:
    instance = question()
    pinned = replace(instance, lines=replace(instance.lines, forced=np.array([True, False, False, False, False])))
    assert lay_out(pinned).rows == lay_out(instance).rows - 1
    bare = plain_instance([("a", "xã", 5, False, [], [])], 0, {})
    with pytest.raises(ContradictionError):
        lay_out(replace(bare, lines=replace(bare.lines, forced=np.array([True]))))


def test_a_question_without_options_has_an_empty_table() -> None:
    table = lay_out(plain_instance([("a", "xã", 5, False, [], [])], 3, {"xã": 1}))
    assert (table.rows, table.spans(), table.coupling.tolist()) == (0, {}, [0])


def test_a_locked_server_with_thousands_of_programs_leaves_the_line_beside_it_its_own_class() -> None:
    """One case of very many classes: none of them may be taken for the class of the next line."""
    drop = [("drop", 10, 5)]
    programs = [(f"p{at:04d}", "xã", 10, False, ["a"], drop) for at in range(4_200)]
    table = lay_out(plain_instance([("a", "xã", 10, True, [], drop), ("b", "xã", 10, False, [], drop), *programs], 0, {}))
    assert (table.case == NO_FORK).all()
    assert np.bincount(np.diff(np.append(table.start, table.rows))).tolist() == [0, 1, 4_201]
