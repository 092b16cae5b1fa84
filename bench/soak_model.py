"""What one person's random work must come to, kept in plain Decimals beside the plan: its own lines, its own scenario, its undos."""

import random
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.operations import Draft

DONG = Decimal(1)


@dataclass(frozen=True)
class Drivers:
    """A line's requested figures: quantity and times in units, price and adjustment in đồng."""

    quantity: Decimal
    price: Decimal
    times: Decimal
    adjustment: Decimal

    @property
    def amount(self) -> Decimal:
        """Quantity x price x times, half up to the đồng, plus the adjustment."""
        return (self.quantity * self.price * self.times).quantize(DONG, ROUND_HALF_UP) + self.adjustment


@dataclass(frozen=True)
class State:
    """What stands after some acts: the drivers by line, and the cuts of the scenario in order (share in basis points, lines)."""

    lines: dict[str, Drivers]
    cuts: tuple[tuple[int, frozenset[str]], ...] = ()

    @property
    def need(self) -> int:
        """What the lines come to in the base."""
        return int(sum(drivers.amount for drivers in self.lines.values()))

    @property
    def need_in_scenario(self) -> int:
        """What they come to in the scenario: each cut takes its share of what the one before left; 10000 drops the line."""
        return int(sum(self._cut(line, drivers.amount) for line, drivers in self.lines.items()))

    def _cut(self, line: str, amount: Decimal) -> Decimal:
        for share, held in self.cuts:
            if line in held:
                amount -= (amount * share / 10_000).quantize(DONG, ROUND_HALF_UP)
        return amount


@dataclass
class Person:
    """Somebody who works at random on lines nobody else touches, and remembers what should have come of it."""

    plan: Plan
    scenario: str
    dice: random.Random
    state: State
    before: list[State] = field(default_factory=list)
    acts: int = 0

    def work(self, acts: int) -> None:
        """Do some acts, one batch each."""
        for _ in range(acts):
            act = self.dice.choices((self._edit, self._cut, self._undo), (70, 12, 18))[0]
            act()
            self.acts += 1

    def _edit(self) -> None:
        line = self.dice.choice(list(self.state.lines))
        old = self.state.lines[line]
        if self.dice.random() < 0.5:
            price = self.dice.randrange(1, 80_000_000)
            new, name, text = replace(old, price=Decimal(price)), "unit_price", f"{price:,}".replace(",", ".")
        else:
            tenths = self.dice.randrange(1, 900)
            new, name, text = replace(old, quantity=Decimal(tenths) / 10), "quantity", f"{tenths // 10},{tenths % 10}"
        if new == old or new.amount < 0:
            return
        saved = self.plan.lines.edit([LineEdit(line, name, text)], "thử sức bền")
        if saved.refused or saved.receipt is None:
            raise AssertionError(saved.problems)
        self._remember(replace(self.state, lines={**self.state.lines, line: new}))

    def _cut(self) -> None:
        held = frozenset(self.dice.sample(list(self.state.lines), 5))
        share = self.dice.choice((500, 1000, 3333, 10_000))
        draft = Draft(OperationKind.PERCENT, LineFilter(listing=None, lines=tuple(held)), "thử sức bền", {"share_bp": share})
        applied, problems = self.plan.scenarios.apply(self.scenario, [draft])
        if applied is None:
            raise AssertionError(problems)
        self._remember(replace(self.state, cuts=(*self.state.cuts, (share, held))))

    def _undo(self) -> None:
        if self.before:
            self.plan.undo_last()
            self.state = self.before.pop()

    def _remember(self, state: State) -> None:
        self.before.append(self.state)
        self.state = state


def draw_people(plan_of: list[Plan], lines_each: int, seed: int) -> list[Person]:
    """One person a door, each with a scenario and with lines of its own that are requested only and may be cut."""
    plan, people = plan_of[0], []
    columns = "id, requested_quantity_milli, requested_unit_price, requested_times_milli, requested_adjustment"
    with plan.store.read() as cursor:
        sql = f"""SELECT {columns} FROM line WHERE listing = 'estimate' AND finance_amount IS NULL AND NOT COALESCE(locked, FALSE)
                  AND requested_times_milli < 100000 ORDER BY number LIMIT {lines_each * len(plan_of)}"""
        rows = cursor.rows(sql)
    for number, door in enumerate(plan_of):
        own = rows[number * lines_each : (number + 1) * lines_each]
        drivers = {str(row[0]): _drivers(*(int(str(value)) for value in row[1:])) for row in own}
        scenario, problems = door.scenarios.new(f"Sức bền {number + 1}")
        if scenario is None:
            raise AssertionError(problems)
        people.append(Person(door, scenario.id, random.Random(seed + number), State(drivers)))
    return people


def _drivers(quantity: int, price: int, times: int, adjustment: int) -> Drivers:
    return Drivers(Decimal(quantity) / 1000, Decimal(price), Decimal(times) / 1000, Decimal(adjustment))
