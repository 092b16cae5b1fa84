"""The rules of making room as rows: pots of other spending must free together what the needs that hang on them are to get.

Hall's condition: when every set of pots that some needs hang on frees what these needs want, all of it can be moved; and nothing beyond
that is asked for, so nothing is cut that can go nowhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from budget.cuts.acting import Choices
from budget.cuts.instance import Instance, Row, RowKind
from budget.cuts.transfers.flow import Routes
from budget.cuts.transfers.needs import Needs
from budget.cuts.transfers.pools import Pools
from budget.cuts.years import Counted

_BETWEEN = ";"


def room_rows(needs: Needs, routes: Routes, pools: Pools, choices: Choices, counted: Mapping[int | None, Counted]) -> list[Row]:
    """For each set of pots that needs hang on, and for all sets that hang together: what these needs want must be freed there."""
    wanted = _by_set(needs, routes)
    rows = []
    for held in [*wanted, *_joined(list(wanted))]:
        limit = sum(amount for pots, amount in wanted.items() if pots <= held)
        weight = np.zeros(len(choices.options), np.int64)
        for pot in sorted(held):
            pool, year = routes.pots[pot]
            weight += np.where(pools.of_line[choices.options.line] == pool, counted[year].gone, 0)
        option = np.flatnonzero(weight)
        rows.append(Row(RowKind.TARGET, _subject(held, routes), True, limit, option, weight[option]))
    return sorted(rows, key=lambda row: row.subject)


def as_one(instance: Instance) -> Instance:
    """The same question with one target, of all that room is made of: what a frontier of it goes along."""
    rows = [row for row in instance.rows if row.kind is RowKind.TARGET]
    sets = [frozenset(row.subject.split(_BETWEEN)) for row in rows]
    widest = [row for row, held in zip(rows, sets, strict=True) if not any(held < other for other in sets)]
    weight = np.zeros(len(instance.options), np.int64)
    for row in widest:
        weight[row.option] += row.weight
    option = np.flatnonzero(weight)
    whole = Row(RowKind.TARGET, "", True, sum(row.limit for row in widest), option, weight[option])
    return replace(instance, rows=(whole, *(row for row in instance.rows if row.kind is not RowKind.TARGET)))


def name_subject(subject: str, names: Mapping[str, str]) -> str:
    """What a row is about, in words: Ngân sách huyện bố trí thêm của TP Tam Kỳ năm 2024."""
    told = []
    for pot in subject.split(_BETWEEN):
        source, *owner, _, year = pot.split("|")
        of = f" của {names.get(owner[0], owner[0])}" if owner else ""
        told.append(f"{names.get(source, source)}{of} năm {year}")
    return ", ".join(told)


def _by_set(needs: Needs, routes: Routes) -> dict[frozenset[int], int]:
    """What is wanted (đồng) by needs that hang on just the same pots; needs that want nothing are passed over."""
    hang: dict[int, set[int]] = {}
    for need, pot in zip(routes.need.tolist(), routes.pot.tolist(), strict=True):
        if needs.wanted[need] > 0:
            hang.setdefault(need, set()).add(pot)
    found: dict[frozenset[int], int] = {}
    for need, pots in hang.items():
        found[frozenset(pots)] = found.get(frozenset(pots), 0) + int(needs.wanted[need])
    return found


def _joined(sets: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """The unions of sets that share pots, where these are no set themselves."""
    joined: list[frozenset[int]] = []
    for one in sets:
        touching = [other for other in joined if other & one]
        joined = [*(other for other in joined if not other & one), one.union(*touching)]
    return [one for one in joined if one not in sets]


def _subject(pots: Iterable[int], routes: Routes) -> str:
    return _BETWEEN.join(f"{routes.pools[routes.pots[pot][0]].subject}|{routes.pots[pot][1]}" for pot in sorted(pots))
