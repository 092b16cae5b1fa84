"""Lines decided together: every allowed joint choice is written out once, no other is, and wide groups fall apart at their pivots."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budget.cuts.answer import KEPT, ContradictionError
from budget.cuts.instance import Instance, plain_instance
from budget.cuts.search.components import MOST_CHOICES, Group, TooWideError, connected, find_groups, find_ties
from tests.cut_questions import every_choice, questions
from tests.cut_tables import few_choices

DROP = [("drop", 10, 5)]
HALF_OR_DROP = [("percent", 5, 2), ("drop", 10, 5)]


def tied(
    requires: dict[str, Sequence[str]], *, locked: str = "", forced: str = "", bundles: Sequence[str] = (), actions: object = DROP
) -> Instance:
    """Lines of one letter each with the lines each requires; `actions`: what may be done to each, the same for all or by line."""
    of_line = actions if isinstance(actions, dict) else dict.fromkeys(requires, actions)
    rows = [(name, "xã", 10, name in locked, parents, of_line[name]) for name, parents in requires.items()]
    instance = plain_instance(rows, 0, {})
    pins = np.array([name in forced for name in instance.lines.ids], np.bool_)
    place = {name: at for at, name in enumerate(instance.lines.ids)}
    sets = tuple(tuple(place[name] for name in bundle) for bundle in bundles)
    return replace(instance, lines=replace(instance.lines, forced=pins), bundles=sets)


def written_out(group: Group) -> Iterator[tuple[int, ...]]:
    """The joint choices that a group's cases and classes come to, each as its options."""
    for case in group.cases:
        for parts in product(*case):
            yield tuple(sorted(chain(*parts)))


def allowed(instance: Instance, group: Group) -> set[tuple[int, ...]]:
    """The joint choices of a group's lines among all lawful choices there are."""
    return {tuple(sorted(option for option in one if option != KEPT)) for one in every_choice(instance)[:, list(group.lines)].tolist()}


def groups_of(instance: Instance) -> list[Group]:
    """The groups of an instance."""
    return find_groups(find_ties(instance))


@given(questions(), st.sampled_from([2, 4, MOST_CHOICES]))
def test_what_is_written_out_is_every_allowed_choice_once(instance: Instance, most: int) -> None:
    assume(len(every_choice(instance)))
    with few_choices(most):
        try:
            groups = groups_of(instance)
        except TooWideError:
            assume(False)
        for group in groups:
            told = list(written_out(group))
            assert set(told) == allowed(instance, group)
            assert len(told) == len(set(told))


@given(questions())
def test_groups_hold_each_tied_line_once_and_no_tie_leaves_its_group(instance: Instance) -> None:
    assume(len(every_choice(instance)))
    groups = groups_of(instance)
    held = [line for group in groups for line in group.lines]
    ties = [*zip(instance.parent.tolist(), instance.child.tolist(), strict=True), *instance.bundles]
    assert sorted(held) == sorted({line for tie in ties for line in tie})
    home = {line: at for at, group in enumerate(groups) for line in group.lines}
    assert all(len({home[line] for line in tie}) == 1 for tie in ties)
    assert [group.lines[0] for group in groups] == sorted(group.lines[0] for group in groups)


def test_a_chain_falls_from_any_link_down_to_its_end() -> None:
    instance = tied({"a": [], "b": ["a"], "c": ["b"]})
    (group,) = groups_of(instance)
    assert group.lines == (0, 1, 2)
    assert sorted(written_out(group)) == [(), (0, 1, 2), (1, 2), (2,)]


def test_a_child_of_two_parents_falls_with_either() -> None:
    (group,) = groups_of(tied({"a": [], "b": [], "c": ["a", "b"]}))
    assert sorted(written_out(group)) == [(), (0, 1, 2), (0, 2), (1, 2), (2,)]


def test_a_child_waits_or_falls_when_its_parent_waits() -> None:
    wait_or_drop = [("defer", 10, 1), ("drop", 10, 5)]
    instance = tied({"a": [], "b": ["a"]}, actions={"a": wait_or_drop, "b": [("percent", 5, 2), *wait_or_drop]})
    (group,) = groups_of(instance)
    kept, waits, falls = {()}, {(0, 3), (0, 4)}, {(1, 4)}
    assert set(written_out(group)) == kept | {(2,), (3,), (4,)} | waits | falls


def test_a_locked_child_holds_its_parent() -> None:
    (group,) = groups_of(tied({"a": [], "b": ["a"]}, locked="b", actions=HALF_OR_DROP))
    assert sorted(written_out(group)) == [(), (0,)]


def test_a_forced_line_is_never_kept_as_it_is() -> None:
    (group,) = groups_of(tied({"a": [], "b": ["a"]}, forced="a", actions=HALF_OR_DROP))
    assert sorted(written_out(group)) == [(0,), (0, 2), (0, 3), (1, 3)]


def test_a_bundle_falls_together_or_not_at_all() -> None:
    (group,) = groups_of(tied({"a": [], "b": [], "c": []}, bundles=["abc"]))
    assert sorted(written_out(group)) == [(), (0, 1, 2)]


@pytest.mark.parametrize("kind", ["server", "program"])
def test_a_star_of_forty_is_split_at_its_middle(kind: str) -> None:
    """One server that forty programs need, and one program that needs forty servers."""
    others = [f"k{at:02d}" for at in range(40)]
    requires = {"a": [], **{name: ["a"] for name in others}} if kind == "server" else {**{name: [] for name in others}, "z": others}
    (group,) = groups_of(tied(requires))
    assert len(group.cases) == 2
    assert sorted(len(klass) for klass in max(group.cases, key=lambda case: sum(map(len, case)))) == [1] + [2] * 40
    assert sum(len(klass) for case in group.cases for klass in case) == 1 + 40 + 1 + 80


def test_a_wide_bundle_is_split_at_one_of_its_lines() -> None:
    names = [f"k{at:02d}" for at in range(30)]
    (group,) = groups_of(replace(tied(dict.fromkeys(names, ()), actions=HALF_OR_DROP), bundles=(tuple(range(30)),)))
    sizes = sorted(sorted(len(klass) for klass in case) for case in group.cases)
    assert sizes == [[1] * 30, [1] + [2] * 29, [1] + [2] * 29]


def test_two_servers_under_the_same_programs_are_two_pivots() -> None:
    others = [f"k{at:02d}" for at in range(30)]
    (group,) = groups_of(tied({"a": [], "b": [], **{name: ["a", "b"] for name in others}}))
    assert len(group.cases) == 4
    assert {sum(len(klass) == 2 for klass in case) for case in group.cases} == {0, 30}


def test_lines_that_hang_together_in_too_many_ways_are_not_written_out() -> None:
    """A ladder: each line needs the four before it, and three things may be done to each."""
    ladder = {f"k{at:02d}": [f"k{before:02d}" for before in range(max(0, at - 4), at)] for at in range(30)}
    with pytest.raises(TooWideError):
        groups_of(tied(ladder, actions=HALF_OR_DROP))


def test_a_pin_against_a_locked_child_leaves_no_choice() -> None:
    with pytest.raises(ContradictionError):
        groups_of(tied({"a": [], "b": ["a"]}, forced="a", locked="b"))


def test_ties_to_lines_outside_are_not_followed() -> None:
    ties = find_ties(tied({"a": [], "b": ["a"], "c": ["b"], "d": [], "e": []}, bundles=["cde"]))
    assert connected([0, 1, 2, 3, 4], ties) == [(0, 1, 2, 3, 4)]
    assert connected([0, 2], ties) == [(0,), (2,)]
    assert connected([0, 1, 3, 4], ties) == [(0, 1), (3,), (4,)]
