"""The sample plan of Quảng Nam 2024 for Đề án 06: every system the plan must carry, from one seed and no clock."""

from random import Random

import pyarrow as pa

from budget.funding.listed import ListedItem
from budget.reference.load import Reference
from budget.sample.annex import grant_items
from budget.sample.appraisal import appraise
from budget.sample.curated import read_curated
from budget.sample.departments import draft_departments
from budget.sample.draft import Draft
from budget.sample.evidence import tell_evidence
from budget.sample.flaws import plant_flaws
from budget.sample.land_and_social import draft_land, draft_social
from budget.sample.local_units import draft_communes, draft_districts
from budget.sample.police_opinions import judge_police
from budget.sample.projects import tell_projects
from budget.sample.readiness import tell_readiness
from budget.sample.table import number_drafts

FOLDER = "quang-nam-2024"
SEED = "quang-nam-2024/1"
MOMENT = 1_717_200_000_000
"""1 June 2024, in milliseconds: the moment the sample's ids carry."""


def draft_plan(reference: Reference) -> list[Draft]:
    """Every line of the sample in its order: the twelve known cases first, other spending last."""
    generated = [
        *draft_departments(_dice("departments"), reference),
        *draft_districts(_dice("districts"), reference),
        *draft_communes(_dice("communes"), reference),
        *draft_land(_dice("land"), reference),
        *draft_social(_dice("social"), reference),
    ]
    written = [draft for file in ("police.csv", "common.csv", "projects.csv") for draft in read_curated(FOLDER, file)]
    flawed = plant_flaws(_dice("flaws"), generated, reference)
    appraised = judge_police(appraise(_dice("appraisal"), [*written, *flawed], reference))
    whole = [*read_curated(FOLDER, "given.csv"), *appraised, *read_curated(FOLDER, "other.csv")]
    return tell_readiness(tell_projects(tell_evidence(_dice("evidence"), whole, reference)))


def build_lines(reference: Reference) -> tuple[pa.Table, list[ListedItem]]:
    """The line table of the sample and the annex its lines are tied to: the same bytes on every machine and day."""
    drafts, items = grant_items(draft_plan(reference), reference, _dice("annex"), MOMENT)
    return number_drafts(drafts, _dice("ids"), MOMENT), items


def _dice(system: str) -> Random:
    """Each system throws its own dice, so that a change in one leaves the others' lines as they were."""
    return Random(f"{SEED}/{system}")
