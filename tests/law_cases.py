"""Law cases written in YAML: a line on a day, and which sources may pay for it, may not, or have not enough basis; read strictly.

The keys are those of `_CASE` and `_LINE`; the day is not called `on`, which YAML reads as true.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from budget.funding.eligibility import LineFacts, RuleBook, Ruling, keep_apart
from budget.funding.freed import judge_move
from budget.funding.gates import GATES
from budget.funding.pots import Owner
from budget.funding.purses import PurseBook
from budget.funding.rules import cited_document
from budget.model.ids import PROVINCE_POT
from budget.model.states import Category, ContentVerdict, Form, Nature, Route, Verdict
from budget.reference.in_force import is_in_force
from tests.plans import reference

FOLDER = Path(__file__).parent / "cases" / "law"
_CASE = {"case", "line", "day", "allowed", "refused", "insufficient", "cited", "purse", "freed_from", "move"}
_LINE = {"unit", "category", "nature", "form", "route", "task", "budget_code", "year", "appraisal", "listed", "lists", "missing"}
_CHOICES = {"category": Category, "nature": Nature, "form": Form, "route": Route, "appraisal": ContentVerdict}


@dataclass(frozen=True)
class LawCase:
    """One case: every source that is allowed, and of others the words their reason (or citation) must hold.

    `purse`: source -> unit whose pot is asked; `freed_from` a source whose freed money is to go to the line, with the verdict `move`.
    """

    name: str
    facts: LineFacts
    allowed: frozenset[str]
    refused: Mapping[str, str]
    insufficient: Mapping[str, str]
    cited: Mapping[str, str] = field(default_factory=dict)
    purse: Mapping[str, str] = field(default_factory=dict)
    freed_from: str = ""
    move: str = ""

    def __str__(self) -> str:
        """The name, as the test is called."""
        return self.name


def read_cases(folder: Path = FOLDER) -> list[LawCase]:
    """Every case of the folder's files; ValueError for what is not understood: an unknown key, code, choice or source."""
    return [_read_case(item, path.name) for path in sorted(folder.glob("*.yaml")) for item in _read_items(path)]


def judge_case(case: LawCase) -> dict[str, Ruling]:
    """The ruling of every source on the shipped rules."""
    rulings = law().judge_all(case.facts, [source.code for source in reference().sources])
    return {code: keep_apart(ruling, reference().source_by_code[code].nature, case.facts.nature) for code, ruling in rulings.items()}


def judge_freed(case: LawCase) -> Ruling:
    """The ruling on money freed from the case's source going to its line."""
    return judge_move(case.freed_from, reference().source_by_code[case.freed_from].nature, case.facts, law())


@cache
def law() -> RuleBook:
    """The shipped rules with their documents."""
    return RuleBook(reference().rules, {document.code: cited_document(document) for document in reference().documents})


@cache
def purses() -> PurseBook:
    """The shipped sources and units."""
    units = reference().unit_by_code
    owners = {}
    for unit in units.values():
        above = units.get(unit.parent)
        district = unit.parent if unit.level == "commune" else unit.code
        province = above.parent if unit.level == "commune" and above else unit.parent
        owners[unit.code] = Owner(unit.code, unit.name, unit.level, district, province or PROVINCE_POT)
    return PurseBook({source.code: source.purse for source in reference().sources}, owners, law().documents)


def _read_items(path: Path) -> list[dict[str, Any]]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, list):
        raise ValueError(f"{path.name}: a list of cases is wanted")
    return content


def _read_case(item: dict[str, Any], file: str) -> LawCase:
    where = f"{file}, {item.get('case')}"
    _refuse_unknown(where, set(item) - _CASE)
    if not {"case", "line", "day"} <= set(item) or not ({"allowed", "move"} & set(item)):
        raise ValueError(f"{where}: case, line, day and allowed (or move) must be told")
    named = {*item.get("allowed", ()), *(code for key in ("refused", "insufficient", "cited", "purse") for code in item.get(key, {}))}
    _refuse_unknown(where, {*named, *filter(None, [item.get("freed_from")])} - set(reference().source_by_code))
    if bool(item.get("freed_from")) != bool(item.get("move")) or item.get("move", "deny") not in {*Verdict}:
        raise ValueError(f"{where}: freed_from and move (allow, deny, insufficient) go together")
    return LawCase(
        name=str(item["case"]),
        facts=_read_facts(where, item["line"], item["day"]),
        allowed=frozenset(item.get("allowed", ())),
        refused=item.get("refused", {}),
        insufficient=item.get("insufficient", {}),
        cited=item.get("cited", {}),
        purse=item.get("purse", {}),
        freed_from=item.get("freed_from", ""),
        move=item.get("move", ""),
    )


def _read_facts(where: str, line: dict[str, Any], on: object) -> LineFacts:
    _refuse_unknown(where, set(line) - _LINE)
    if not isinstance(on, date):
        raise ValueError(f"{where}: {on} is no day")
    for name, choices in _CHOICES.items():
        if name in line and line[name] not in {*choices}:
            raise ValueError(f"{where}: {name} {line[name]} is unknown")
    unit = reference().unit_by_code[str(line["unit"])]
    task = next((task for task in reference().tasks if task.code == line.get("task")), None)
    code = str(line.get("budget_code", ""))
    if (task is None) != ("task" not in line) or set(line.get("missing", ())) - set(GATES):
        raise ValueError(f"{where}: unknown task or gate")
    facts = LineFacts("", unit.code, unit.level, unit.kind, line["category"], line.get("nature", "recurrent"), "", "", on.year, on)
    return replace(
        facts,
        form=line.get("form", "plain_task"),
        route=line.get("route", ""),
        year=line.get("year", on.year),
        task=task.code if task else "",
        task_group=task.group if task else "",
        budget_code=code,
        budget_item=_item_of(code, on),
        appraisal=line.get("appraisal", ContentVerdict.PENDING),
        listed_by=line.get("listed", ""),
        lists=tuple(line.get("lists", ())),
        missing=tuple(line.get("missing", ())),
    )


def _item_of(code: str, on: date) -> str:
    found = (row for row in reference().budget_codes if row.code == code and is_in_force(row.valid_from, row.valid_to, on))
    return next((row.parent or "" for row in found), "")


def _refuse_unknown(where: str, unknown: set[str]) -> None:
    if unknown:
        raise ValueError(f"{where}: unknown {', '.join(sorted(map(str, unknown)))}")
