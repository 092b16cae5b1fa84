"""The numbers kept in memory: which lines share one, and that a line read again gives up its former ones."""

from pathlib import Path

import pytest

from budget.checks import peers as peers_module
from budget.checks.peers import Peers, as_table, read_keys, read_naming, read_peers
from budget.checks.scope import open_scope
from budget.model.ids import BASE
from budget.plan.face import Plan
from budget.store.journal import head
from tests.checked import CLEAN
from tests.plans import COMMUNE, DISTRICT, a_plan, add_line, edit

PLACED = {**CLEAN, "unit": DISTRICT, "source": "NQ36-H"}


def known(plan: Plan) -> Peers:
    with plan.store.read() as cursor:
        return read_peers(cursor, head(cursor)[0])


def advanced(plan: Plan, peers: Peers, *lines: str) -> Peers:
    with plan.store.read() as cursor:
        return peers.advance(cursor, head(cursor)[0], dict.fromkeys(lines, True))


def among(peers: Peers, key: str, line: str) -> set[str]:
    (keys,) = peers.of([line])
    return set(peers.beside(key, {getattr(keys, key)}).column("id").to_pylist())


def test_lines_share_what_makes_them_comparable(tmp_path: Path) -> None:
    names = ("Máy tính để bàn", "máy tính ĐỂ BÀN (bổ sung)", "Máy tính bảng", "Máy in A4")
    with a_plan(tmp_path, [{**CLEAN, "name": name} for name in names]) as plan:
        peers = known(plan)
        one, again, tablet, _ = ids = [plan.lines.find_id(str(number)) for number in range(1, 5)]
        assert among(peers, "same", one) == {one, again}
        assert among(peers, "stem", one) == among(peers, "kin", one) == {one, again, tablet}
        assert among(peers, "block", one) == {one, again, tablet}
        assert among(peers, "owner", one) == set(ids)
        assert {keys.package for keys in peers.of(ids)} == {0}


def test_the_traits_of_the_whole_base_tell_the_same_numbers(tmp_path: Path) -> None:
    lines = [
        *({**CLEAN, "name": name} for name in ("Máy tính để bàn", "Gói thầu số 3: tủ mạng, quý II", "máy in (bổ sung)")),
        {**CLEAN, "quantity": "0"},
        {**CLEAN, "listing": "other", "basis": ""},
        {**CLEAN, "measure": "gói"},
    ]
    with a_plan(tmp_path, lines) as plan, plan.store.read() as cursor:
        afresh = read_peers(cursor, 7)
        open_scope(cursor, BASE)
        told = read_peers(cursor, 7, laid_out=True)
        assert told.ids == afresh.ids
        assert {name: column.tolist() for name, column in told.columns.items()} == {n: c.tolist() for n, c in afresh.columns.items()}
        assert len(cursor.rows("SELECT id FROM traits")) == len(cursor.rows("SELECT id FROM priced")) == 4


def test_measures_that_hold_anything_and_other_spending_compare_with_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "measure": "gói"}, {**CLEAN, "listing": "other", "basis": ""}]) as plan:
        lump, other = known(plan).of([plan.lines.find_id("1"), plan.lines.find_id("2")])
        assert (lump.kin, lump.same != 0) == (0, True)
        assert (other.owner, other.same, other.block, other.stem) == (0, 0, 0, 0)


def test_figures_alone_are_read_again_as_the_whole_line_would_be(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**PLACED, "name": "Máy tính cho phường Tân Thạnh"}, PLACED]) as plan:
        first, one = known(plan), plan.lines.find_id("1")
        edit(plan, one, "finance_unit_price", "9.000.000")
        with plan.store.read() as cursor:
            later = first.advance(cursor, head(cursor)[0], {one: False})
        assert later.of([one]) == advanced(plan, first, one).of([one]) == known(plan).of([one]) != first.of([one])
        assert later.naming == first.naming
        assert among(later, "same", one) == {one}


def test_a_line_read_again_stands_where_it_belongs_now_and_its_former_numbers_are_remembered(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, CLEAN]) as plan:
        first, one, two = known(plan), plan.lines.find_id("1"), plan.lines.find_id("2")
        edit(plan, two, "name", "Máy quét")
        later = advanced(plan, first, two)
        assert among(later, "same", one) == {one}
        assert among(later, "same", two) == {two}
        assert [keys.same for keys in later.former_since(first.seq) or ()] == [keys.same for keys in first.of([two])]
        assert later.former_since(later.seq) == []
        assert among(first, "same", one) == {one, two}, "a reader of an older moment keeps what it was given"


def test_what_changed_before_anything_was_remembered_cannot_be_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [CLEAN]) as plan:
        first, one = known(plan), plan.lines.find_id("1")
        assert first.former_since(first.seq - 1) is None
        monkeypatch.setattr(peers_module, "MOST_FORMER", 1)
        edit(plan, one, "name", "Máy quét")
        second = advanced(plan, first, one)
        edit(plan, one, "name", "Máy chủ")
        third = advanced(plan, second, one)
        assert third.former_since(first.seq) is None
        assert third.former_since(third.seq) == []


def test_however_it_came_to_be_it_says_what_a_fresh_reading_says(tmp_path: Path) -> None:
    with a_plan(tmp_path, [PLACED, {**PLACED, "name": "Gói thầu số 3: máy quét"}, PLACED]) as plan:
        peers, ids = known(plan), [plan.lines.find_id(str(number)) for number in (1, 2, 3)]
        edit(plan, ids[0], "unit_price", "11.000.000")
        edit(plan, ids[1], "requires", ids[0])
        plan.lines.delete([ids[2]], "thừa")
        add_line(plan, **PLACED)
        new = plan.lines.find_id("4")
        later, fresh = advanced(plan, peers, *ids, new), known(plan)
        assert later.of([*ids, new]) == fresh.of([*ids, new])
        assert len(fresh.of([*ids, new])) == 3
        assert later.dependents([ids[0]]) == fresh.dependents([ids[0]]) == {ids[1]}
        with plan.store.read() as cursor:
            assert read_keys(cursor, [new]) == fresh.of([new])
        assert as_table(fresh.of([new])).schema == fresh.beside("same", {0}).schema


def test_the_other_tier_is_found_from_above_and_from_below(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "unit": COMMUNE, "source": "NQ36-X"}, PLACED]) as plan:
        with plan.store.read() as cursor:
            place = str(cursor.rows("SELECT short_name FROM unit WHERE code = ?", [COMMUNE])[0][0])
            assert read_naming(cursor) == {}
        below, above = plan.lines.find_id("1"), plan.lines.find_id("2")
        first = known(plan)
        edit(plan, above, "name", f"Máy tính cho {place}")
        for peers in (known(plan), advanced(plan, first, above)):
            assert [table.column("id").to_pylist() for table in peers.of_other_tier([below])] == [[above]]
            assert [table.column("id").to_pylist() for table in peers.of_other_tier([above])] == [[below]]
