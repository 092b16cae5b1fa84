"""The question and the answer of `cut` as plain numbers that anybody can check without this program."""

from collections.abc import Mapping
from typing import Any

from budget.plan.cuts_part import CutPreview

KEPT = -1


def instance_of(preview: CutPreview) -> Mapping[str, Any]:
    """Target, lines with what may be done to each, caps of units, what was chosen (line -> kind), and the other rules that bind.

    A `kind` names one option of its line and no other (percent_25, percent_50); `action` says what it does. In a question about one
    budget year `saved` and `deferred` are of that year. Money in đồng.
    """
    drawn, answer = preview.drawn, preview.answer
    instance = drawn.instance
    options, here, first = instance.options, drawn.here, instance.first_options.tolist()
    late = (here.gone - here.saved).tolist() if here.year is not None else options.deferred.tolist()
    saved, harm, way = here.saved.tolist(), options.harm.tolist(), drawn.choices.way.tolist()
    ways = [(one.name, one.action.value) for one in drawn.choices.ways]
    required: dict[int, list[str]] = {}
    for parent, child in zip(instance.parent.tolist(), instance.child.tolist(), strict=True):
        required.setdefault(child, []).append(instance.lines.ids[parent])
    units, unit, amount = instance.lines.units, instance.lines.unit.tolist(), drawn.here.held.tolist()
    locked, forced = instance.lines.locked.tolist(), instance.lines.forced.tolist()
    numbers = drawn.need.number.tolist()

    def actions(at: int) -> list[dict[str, Any]]:
        return [
            {"kind": ways[way[one]][0], "saved": saved[one], "harm": harm[one], "deferred": late[one], "action": ways[way[one]][1]}
            for one in range(first[at], first[at + 1])
        ]

    lines = [
        {
            "id": line,
            "number": numbers[at],
            "unit": units[unit[at]],
            "amount": amount[at],
            "locked": locked[at],
            "requires": required.get(at, []),
            "actions": actions(at),
            **({"forced": True} if forced[at] else {}),
        }
        for at, line in enumerate(instance.lines.ids)
    ]
    chosen = answer.chosen.tolist()
    return {
        "target": preview.target,
        "lines": lines,
        "unit_caps": instance.unit_caps,
        "chosen": {line: "keep" if chosen[at] == KEPT else ways[way[chosen[at]]][0] for at, line in enumerate(instance.lines.ids)},
        "saved": preview.saved,
        "deferred": preview.deferred,
        "harm": answer.harm,
        "bound": answer.bound,
        "status": answer.status,
        "relaxed": [{"rule": one.row, "by": one.by} for one in answer.relaxed],
        "rules": [_rule(preview, at) for at in range(len(instance.rows))],
        "bundles": [[instance.lines.ids[at] for at in bundle] for bundle in instance.bundles],
    }


def _rule(preview: CutPreview, at: int) -> dict[str, Any]:
    """A rule in the order of `relaxed`; its terms are told where they are not just the savings of the unit or the whole."""
    row, instance = preview.drawn.instance.rows[at], preview.drawn.instance
    told: dict[str, Any] = {"kind": row.kind.value, "subject": row.subject, "at_least": row.at_least, "limit": row.limit}
    told["price"] = preview.answer.price[at]
    plain = row.kind.value in ("target", "unit_cap") and not row.subject
    if not plain and row.kind.value != "unit_cap":
        names = [one.name for one in preview.drawn.choices.ways]
        way, line = preview.drawn.choices.way, instance.options.line
        told["terms"] = [
            {"line": instance.lines.ids[int(line[option])], "kind": names[int(way[option])], "weight": weight}
            for option, weight in zip(row.option.tolist(), row.weight.tolist(), strict=True)
        ]
    return told
