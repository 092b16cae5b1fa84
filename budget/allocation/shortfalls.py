"""What stays unfunded and why: one sentence a line, with the rule it rests on.

Law: a line that the law, its caps and its minimum leave open lacks money only where every pot it may use is spent on lines of a
higher priority, or of its own with a lower number; so that is what is said (docs/allocation.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from budget.allocation.answer import funded_lines, used_pots
from budget.allocation.instance import Flags, Instance, Ints
from budget.allocation.laying import Laid
from budget.funding.eligibility import Ruling
from budget.funding.verdicts import ALLOW, INSUFFICIENT
from budget.money import format_money

SHOWN = 4


class Lack(StrEnum):
    """Why a line lacks money."""

    NO_SOURCE = "no_source"
    INSUFFICIENT = "insufficient"
    PIN_REFUSED = "pin_refused"
    NO_CEILING = "no_ceiling"
    CAPPED = "capped"
    BELOW_MINIMUM = "below_minimum"
    PIN_EXHAUSTED = "pin_exhausted"
    EXHAUSTED = "exhausted"


LACK: dict[Lack, str] = {
    Lack.NO_SOURCE: "Không nguồn nào được chi",
    Lack.INSUFFICIENT: "Chưa đủ căn cứ",
    Lack.PIN_REFUSED: "Nguồn được giữ không được chi",
    Lack.NO_CEILING: "Chưa nhập hạn mức",
    Lack.CAPPED: "Tới mức tối đa theo quy định",
    Lack.BELOW_MINIMUM: "Dưới mức tối thiểu của khoản mục",
    Lack.PIN_EXHAUSTED: "Nguồn được giữ đã hết",
    Lack.EXHAUSTED: "Các nguồn được phép đã hết",
}


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A line that lacks money in a year: what it asks, gets and lacks (đồng), why in a sentence, and the rule cited."""

    line: str
    number: int
    name: str
    unit_name: str
    year: int
    priority: int
    asked: int
    funded: int
    lack: Lack
    reason: str
    citation: str

    @property
    def amount(self) -> int:
        """What is lacking."""
        return self.asked - self.funded

    @property
    def lack_name(self) -> str:
        """Why, in a few words."""
        return LACK[self.lack]


def find_shortfalls(laid: Laid, paid: Ints, limit: int | None = None) -> list[Shortfall]:
    """Every line that lacks money, in the order of priority, then number; the first `limit` only when given."""
    funded = funded_lines(laid.instance, paid)
    lacking = np.flatnonzero(funded < laid.instance.demand)
    order = lacking[np.lexsort((lacking, laid.demands.priority[lacking]))][:limit]
    return list(_tell(laid, paid, funded, order))


def _tell(laid: Laid, paid: Ints, funded: Ints, rows: Ints) -> Iterator[Shortfall]:
    teller = _Teller(laid, paid)
    texts = laid.demands.rows.select(["line", "name", "unit_name"]).take(rows).to_pylist()
    for row, text in zip(rows.tolist(), texts, strict=True):
        got, asked = int(funded[row]), int(laid.instance.demand[row])
        lack, reason, citation = teller.explain(row, got)
        number, year, priority = (int(part[row]) for part in (laid.demands.number, laid.demands.year, laid.demands.priority))
        who = (str(text["line"]), number, str(text["name"]), str(text["unit_name"]), year, priority)
        yield Shortfall(*who, asked, got, lack, reason, citation)


class _Teller:
    """Explains rows of one answer; what lines have in common is worked out once."""

    def __init__(self, laid: Laid, paid: Ints) -> None:
        instance = laid.instance
        self._laid = laid
        self._spare = instance.ceiling - used_pots(instance, paid)
        self._start = np.searchsorted(instance.pair_line, np.arange(instance.lines + 1))
        self._room: Flags = paid < instance.pair_cap
        self._order, self._last = order_of(instance), last_in_order(instance, paid)
        self._rulings: dict[tuple[int, int], Ruling] = {}
        self._refusals: dict[tuple[int, str], tuple[Lack, str, str]] = {}

    def explain(self, row: int, got: int) -> tuple[Lack, str, str]:
        """Why a row lacks money: the kind, the sentence, the citation."""
        demands = self._laid.demands
        allowed = demands.verdicts.verdict[demands.verdicts.class_of[row]] == ALLOW
        asked_of = self._laid.asked_of[row]
        if not allowed.any():
            return self._refused(row)
        if not asked_of.any():
            name = demands.text("source", row)
            planned = next((source for source in self._laid.purses.sources if source.code == name), None)
            if planned is None:
                return Lack.PIN_REFUSED, f"Khoản mục được giữ nguồn “{name}” nhưng không có nguồn này trong danh mục.", ""
            ruling = self._ruling(row, planned.code)
            return (
                Lack.PIN_REFUSED,
                f"Khoản mục được giữ nguồn {planned.name} nhưng nguồn này không được chi. {ruling.reason}",
                ruling.citation,
            )
        return self._short(row, got, np.flatnonzero(asked_of))

    def _short(self, row: int, got: int, sources: Ints) -> tuple[Lack, str, str]:
        """A row that some source may pay for."""
        laid, demands = self._laid, self._laid.demands
        citation = self._ruling(row, laid.purses.sources[int(sources[0])].code).citation
        unknown = [self._purse(row, int(source)) for source in sources if laid.pots[row, source] < 0]
        missing = f" Chưa nhập hạn mức của {_listed(unknown)}." if unknown else ""
        pairs = np.arange(self._start[row], self._start[row + 1])
        if not len(pairs):
            verb = "được phép chi nhưng chưa nhập hạn mức nên chưa bố trí"
            return Lack.NO_CEILING, f"{_listed(unknown)} {verb}.", citation
        known = [laid.purses.pots[int(pot)].name for pot in laid.instance.pair_pot[pairs]]
        minimum = int(laid.instance.minimum[row])
        if not got and minimum:
            best = sum(min(int(self._spare[laid.instance.pair_pot[pair]]), int(laid.instance.pair_cap[pair])) for pair in pairs)
            sentence = (
                f"Phần tối thiểu phải bố trí là {format_money(minimum)} đ, nhưng {_listed(known)} chỉ còn {format_money(best)} đ sau các "
                "khoản mục khác, nên không bố trí phần nào."
            )
            return Lack.BELOW_MINIMUM, sentence + missing, citation
        if not self._room[pairs].any():
            pot = laid.purses.pots[int(laid.instance.pair_pot[pairs[0]])].name
            return Lack.CAPPED, f"Đã tới mức tối đa mà quy định cho {_listed(known) if len(known) > 1 else pot} chi.{missing}", citation
        before = f"khoản mục ưu tiên cao hơn hoặc cùng mức {demands.priority[row]} có số nhỏ hơn"
        open_pots = laid.instance.pair_pot[pairs[self._room[pairs]]]
        if bool((self._last[open_pots] > self._order[row]).any()):
            before = "các khoản mục khác, trong đó có khoản chỉ nhận đủ hoặc không nên được chọn trước để tổng bố trí cao nhất"
        if demands.pinned[row]:
            return Lack.PIN_EXHAUSTED, f"Khoản mục được giữ nguồn {known[0]}, nguồn này đã bố trí hết cho {before}.{missing}", citation
        return Lack.EXHAUSTED, f"{_listed(known)} đã bố trí hết cho {before}.{missing}", citation

    def _refused(self, row: int) -> tuple[Lack, str, str]:
        """A row that no source may pay for; lines of one case and planned source share the answer."""
        verdicts, planned = self._laid.demands.verdicts, self._laid.demands.text("source", row)
        key = int(verdicts.class_of[row]), planned
        if key not in self._refusals:
            doubtful = [verdicts.sources[place] for place in np.flatnonzero(verdicts.verdict[key[0]] == INSUFFICIENT).tolist()]
            told = self._telling(row, doubtful or list(verdicts.sources), planned)
            if doubtful:
                named = _listed([source.name for source in self._laid.purses.sources if source.code in doubtful])
                sentence = f"Chưa nguồn nào được chi; {named} chưa đủ căn cứ. {told.reason}"
                self._refusals[key] = (Lack.INSUFFICIENT, sentence, told.citation)
            else:
                sentence = f"Không nguồn nào được chi cho khoản mục này. {told.reason}"
                self._refusals[key] = (Lack.NO_SOURCE, sentence, told.citation)
        return self._refusals[key]

    def _telling(self, row: int, sources: list[str], planned: str) -> Ruling:
        """The ruling that says most: of the planned source where that is among them, else the first that cites something."""
        rulings = {source: self._ruling(row, source) for source in sources}
        cited = [rulings[source] for source in (planned, *sources) if source in rulings and rulings[source].citation]
        return cited[0] if cited else rulings[sources[0]]

    def _ruling(self, row: int, source: str) -> Ruling:
        verdicts = self._laid.demands.verdicts
        key = int(verdicts.class_of[row]), verdicts.sources.index(source)
        if key not in self._rulings:
            self._rulings[key] = verdicts.class_ruling(*key)
        return self._rulings[key]

    def _purse(self, row: int, source: int) -> str:
        code = self._laid.purses.sources[source].code
        return self._laid.purses.name(code, self._laid.demands.text("unit", row))


def order_of(instance: Instance) -> Ints:
    """The place of each row in the order of priority, then number."""
    found: Ints = instance.priority * (instance.lines + 1) + np.arange(instance.lines)
    return found


def last_in_order(instance: Instance, paid: Ints) -> Ints:
    """For each pot the place in that order of the last row it pays; below all when it pays none."""
    last = np.full(instance.pots, -1, np.int64)
    paying = paid > 0
    np.maximum.at(last, instance.pair_pot[paying], order_of(instance)[instance.pair_line[paying]])
    return last


def _listed(names: list[str]) -> str:
    more = f" và {len(names) - SHOWN} nguồn khác" if len(names) > SHOWN else ""
    return ", ".join(dict.fromkeys(names[:SHOWN])) + more
