"""Rows sent once and patched after: what the browser shows is always what Python holds, whichever messages it got."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pages.parts.grid.patches import (
    HeldVersion,
    Row,
    SentRows,
    advance_rows,
    apply_patches,
    diff_rows,
    merge_patches,
    rows_message,
    trim_log,
)

FIELDS = ("price", "note", "messages")
values = st.none() | st.integers(-(10**15), 10**15) | st.text(max_size=4) | st.fixed_dictionaries({"price": st.text(max_size=3)})
row_lists = st.lists(st.integers(0, 9), unique=True, max_size=8).flatmap(
    lambda ids: st.tuples(*(st.fixed_dictionaries({"id": st.just(f"line-{number}"), **dict.fromkeys(FIELDS, values)}) for number in ids))
)


def rows_for(ids: list[str], data: st.DataObject) -> list[Row]:
    """Rows of these lines with drawn values."""
    return [{"id": line, **{field: data.draw(values) for field in FIELDS}} for line in ids]


@given(row_lists, st.data())
def test_patches_turn_the_old_rows_into_the_new(old: tuple[Row, ...], data: st.DataObject) -> None:
    new = rows_for([row["id"] for row in old], data)
    patches = diff_rows(old, new)
    assert patches is not None
    assert apply_patches(old, patches) == new
    assert all(len(patch) > 1 for patch in patches)


@given(row_lists)
def test_equal_rows_need_no_patch(rows: tuple[Row, ...]) -> None:
    assert diff_rows(rows, [dict(row) for row in rows]) == []


def test_lines_that_came_went_or_moved_cannot_be_patched() -> None:
    one, two = {"id": "line-1", "price": 1}, {"id": "line-2", "price": 1}
    assert diff_rows([one], [one, two]) is None
    assert diff_rows([one, two], [one]) is None
    assert diff_rows([one, two], [two, one]) is None


def test_a_field_that_is_gone_is_sent_as_empty() -> None:
    assert diff_rows([{"id": "line-1", "price": 1}], [{"id": "line-1"}]) == [{"id": "line-1", "price": None}]


@given(row_lists, st.data())
def test_merged_patches_do_what_the_single_ones_do_in_turn(rows: tuple[Row, ...], data: st.DataObject) -> None:
    ids = [row["id"] for row in rows]
    log = []
    current: list[Row] = list(rows)
    for _ in range(data.draw(st.integers(0, 4))):
        new = rows_for(ids, data)
        patches = diff_rows(current, new)
        assert patches is not None
        log.append(patches)
        current = new
    assert apply_patches(rows, merge_patches(log)) == current


class Browser:
    """The browser's half of the protocol, as grid.js plays it."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.rows: list[Row] = []
        self.have: HeldVersion | None = None

    def take(self, message: dict[str, Any]) -> None:
        """Apply a message; patches for rows that are not held make the browser ask for everything."""
        holds = self.have is not None and self.have.dataset == message["dataset"]
        if message["full"] is not None:
            self.rows = list(message["full"])
        elif self.have is None or not holds or message["from"] > self.have.version:
            self.have = None
            return
        else:
            self.rows = apply_patches(self.rows, message["patches"])
        self.have = HeldVersion(message["dataset"], message["version"])


@given(st.data())
def test_the_browser_shows_what_python_holds_however_many_messages_are_lost(data: st.DataObject) -> None:
    browser = Browser()
    sent: SentRows | None = None
    told: HeldVersion | None = None
    ids = ["line-1", "line-2", "line-3"]
    for _ in range(data.draw(st.integers(1, 12))):
        if data.draw(st.booleans()):
            ids = data.draw(st.permutations(["line-1", "line-2", "line-3", "line-4"]))[: data.draw(st.integers(0, 4))]
        dataset = data.draw(st.sampled_from(["all", "filtered"]))
        rows = rows_for(ids, data)
        told = data.draw(st.sampled_from([told, browser.have]))
        sent = trim_log(advance_rows(sent, dataset, rows), told)
        message = rows_message(sent, told)
        if data.draw(st.booleans()):
            browser = Browser() if data.draw(st.booleans()) else browser
            browser.take(message)
            if browser.have is None:
                told = None
                browser.take(rows_message(sent, told))
            assert browser.rows == rows


def test_once_the_browser_has_confirmed_only_what_changed_is_sent() -> None:
    first = [{"id": f"line-{number}", "price": number} for number in range(5000)]
    sent = advance_rows(None, "all", first)
    assert rows_message(sent, None)["full"] == first
    changed = [*first[:4999], {"id": "line-4999", "price": 12_500_000}]
    sent = advance_rows(sent, "all", changed)
    message = rows_message(sent, HeldVersion(sent.dataset, 0))
    assert message["full"] is None
    assert message["patches"] == [{"id": "line-4999", "price": 12_500_000}]
    assert rows_message(sent, HeldVersion("other#0", 0))["full"] == changed


def test_confirmed_patches_are_forgotten() -> None:
    sent = advance_rows(None, "all", [{"id": "line-1", "price": 0}])
    for price in range(1, 5):
        sent = advance_rows(sent, "all", [{"id": "line-1", "price": price}])
    trimmed = trim_log(sent, HeldVersion(sent.dataset, 3))
    assert len(trimmed.log) == 1
    assert rows_message(trimmed, HeldVersion(sent.dataset, 3))["patches"] == [{"id": "line-1", "price": 4}]
    assert rows_message(trimmed, HeldVersion(sent.dataset, 1))["full"] == [{"id": "line-1", "price": 4}]
