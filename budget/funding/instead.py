"""Rules that stand instead of others: which rules a matching rule silences, and circles in which each would silence the next.

Members of a circle silence nothing, and what one of them would decide is not decided: the circle is a mistake a person must mend.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from budget.funding.rules import CitedDocument
from budget.reference.money_sources import Rule


def find_circles(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    """The circles of `instead_of`: rule id -> the ids of its circle, least id first; rules outside any circle are left out."""
    named = {rule.id: rule.instead_of for rule in rules if rule.instead_of}
    found: dict[str, tuple[str, ...]] = {}
    for start in sorted(named):
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in found and here not in path:
            path.append(here)
            here = named.get(here)
        if here in path:
            circle = tuple(path[path.index(here) :])
            first = circle.index(min(circle))
            found.update(dict.fromkeys(circle, circle[first:] + circle[:first]))
    return found


def silences(rule: Rule, documents: Mapping[str, CitedDocument], on: date) -> bool:
    """Whether a rule, if its conditions hold, silences the rule it names: its document must be known and in force that day."""
    document = documents.get(rule.document)
    return rule.instead_of is not None and document is not None and document.is_in_force(on)


def leave_out_replaced(
    matching: Sequence[Rule], documents: Mapping[str, CitedDocument], on: date, circles: Mapping[str, tuple[str, ...]]
) -> list[Rule]:
    """The rules of some matching ones that still speak; a replaced rule keeps silencing, for repeal of a repeal revives nothing."""
    replaced = {rule.instead_of for rule in matching if rule.id not in circles and silences(rule, documents, on)}
    return [rule for rule in matching if rule.id not in replaced]
