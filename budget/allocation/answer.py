"""The answer as arrays: what each pair carries, what that proves, and what more money in a pot would do. Money in whole đồng."""

from dataclasses import dataclass

from budget.allocation.instance import PRIORITIES, Instance, Ints, sums_by


@dataclass(frozen=True)
class Answer:
    """What each pair carries, with its proof.

    `bound`: funded đồng by priority that no lawful plan passes, read in order (more of a lower priority never makes up for less
    of a higher one). `optimal` only when the bound is reached and the order of sources is proved too. `prices` are the worths of one
    more đồng in each pot (docs/allocation.md), None when all-or-nothing lines made them meaningless.
    """

    paid: Ints
    bound: tuple[int, ...]
    optimal: bool
    prices: Ints | None
    tried: int = 1


def funded_lines(instance: Instance, paid: Ints) -> Ints:
    """What each line gets."""
    return sums_by(instance.pair_line, paid, instance.lines)


def used_pots(instance: Instance, paid: Ints) -> Ints:
    """What each pot pays."""
    return sums_by(instance.pair_pot, paid, instance.pots)


def by_priority(instance: Instance, amounts: Ints) -> tuple[int, ...]:
    """The sum of some amounts of lines for each priority, the highest first."""
    return tuple(int(amounts[instance.priority == priority].sum()) for priority in PRIORITIES)
