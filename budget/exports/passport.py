"""The sheet for machines: which plan, scenario and journal seq a workbook shows, so that it can be checked and read back."""

from xlsxwriter.worksheet import Worksheet

from budget.exports.reading import Snapshot

SHEET = "_du_toan"
FORMAT = "du-toan-06/1"


def write_passport(sheet: Worksheet, snapshot: Snapshot, moment: str) -> None:
    """Key and value rows, hidden so that only a program or a macro shows them."""
    facts: list[tuple[str, str | int]] = [
        ("format", FORMAT),
        ("plan", snapshot.plan_id),
        ("plan_name", snapshot.plan_name),
        ("scenario", snapshot.scenario.id),
        ("scenario_name", snapshot.scenario.name),
        ("layer", "finance, else requested"),
        ("seq", snapshot.seq),
        ("exported", moment),
        ("budget_year", snapshot.budget_year),
        ("lines", len(snapshot.lines)),
        ("amount", snapshot.amount),
        ("filtered", "yes" if snapshot.filtered else "no"),
        ("sample", "yes" if snapshot.sample else "no"),
    ]
    for row, (key, value) in enumerate(facts):
        sheet.write_string(row, 0, key)
        if isinstance(value, int):
            sheet.write_number(row, 1, value)
        else:
            sheet.write_string(row, 1, value)
    sheet.set_column(0, 1, 40)
    sheet.very_hidden()
