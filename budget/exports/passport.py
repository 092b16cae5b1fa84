"""The sheet for machines: which plan, scenario and journal seq a workbook shows, so that it can be checked and read back.

`hash` is the journal's hash at `seq`: it stands outside the plan, so it also shows whether the plan's past was written anew.
"""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from budget.exports.reading import Snapshot

SHEET = "_du_toan"
FAMILY = "du-toan-06/"
FORMAT = FAMILY + "2"
ESTIMATE, APPRAISAL = "pl2", "pl3"
"""The keys of the sheets that can come back."""


def write_passport(sheet: Worksheet, snapshot: Snapshot, moment: str, trace: Mapping[str, str | int]) -> None:
    """Key and value rows, hidden so that only a program or a macro shows them."""
    facts: list[tuple[str, str | int]] = [
        ("format", FORMAT),
        ("plan", snapshot.plan_id),
        ("plan_name", snapshot.plan_name),
        ("scenario", snapshot.scenario.id),
        ("scenario_name", snapshot.scenario.name),
        ("layer", "finance, else requested"),
        ("seq", snapshot.seq),
        ("hash", snapshot.head_hash),
        ("exported", moment),
        ("budget_year", snapshot.budget_year),
        ("lines", len(snapshot.lines)),
        ("amount", snapshot.amount),
        ("filtered", "yes" if snapshot.filtered else "no"),
        ("sample", "yes" if snapshot.sample else "no"),
        *trace.items(),
    ]
    for row, (key, value) in enumerate(facts):
        sheet.write_string(row, 0, key)
        if isinstance(value, int):
            sheet.write_number(row, 1, value)
        else:
            sheet.write_string(row, 1, value)
    sheet.set_column(0, 1, 40)
    sheet.very_hidden()
