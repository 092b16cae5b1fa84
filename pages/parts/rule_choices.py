"""What may be chosen in a field of a rule, by the text that is stored, with the words people read."""

from collections.abc import Mapping

from budget.plan.rules_part import RuleField
from pages.parts.desk import Desk


def choices_of(desk: Desk, field: RuleField, source: str) -> Mapping[str, str] | None:
    """Text -> words of every choice of a field; None for one that is typed. Closed lists are stored from their labels."""
    if field.choices is not None:
        return {label: label for label in field.choices.values()}
    if not field.list:
        return None
    catalogue = desk.plan.catalogue()
    if field.list == "rules":
        return {rule: rule for rule in desk.plan.rules.ids(source)}
    named: Mapping[str, Mapping[str, str]] = {
        "sources": {code: catalogue.source_name(code) for code in catalogue.sources},
        "units": {code: unit.name for code, unit in catalogue.units.items()},
        "tasks": {code: f"{code} {task.name}" for code, task in catalogue.tasks.items()},
        "task_groups": {code: f"{code} {name}" for code, name in catalogue.task_groups.items()},
        "budget_codes": {code: f"{code} {name}" for code, name in catalogue.budget_codes.items()},
        "documents": {code: document_name(desk, code) for code in catalogue.documents},
    }
    return named[field.list]


def document_name(desk: Desk, code: str) -> str:
    """A document as a choice shows it: its short name and number; its title when it has neither."""
    found = desk.plan.catalogue().documents.get(code)
    if found is None:
        return code
    name = found.short_name or found.title
    return name if not found.number or found.number in name else f"{name} ({found.number})"
