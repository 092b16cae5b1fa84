"""Who may pay for what, every line and source from the plan file, against what a person would write: pandas, or a loop over the lines.

pandas: the rules of each source merged onto all lines, conditions compared, the strongest kept. The loop judges line by line with the
engine itself, on a few lines, scaled. The answers must be equal before a time counts.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from bench.clock import Times, measure, measure_in_turn
from bench.report import Report
from budget.funding.bearings import Bearings, read_bearings
from budget.funding.eligibility import SAME, LineFacts, RuleBook, keep_apart, precedence
from budget.funding.facts import read_facts
from budget.funding.gates import gates_sql
from budget.funding.rules import read_documents, read_rules
from budget.funding.verdicts import VERDICTS, VerdictTable, read_verdicts
from budget.model.ids import BASE
from budget.model.states import Verdict
from budget.plan.face import Plan
from budget.reference.money_sources import Rule
from budget.store.database import Cursor

ONE_BY_ONE = 300
_CAUTION = {Verdict.DENY: 0, Verdict.INSUFFICIENT: 1, Verdict.ALLOW: 2}
_LINES = f"""SELECT r.id, r.unit, p.level AS unit_level, p.kind AS unit_kind, r.category, r.nature, COALESCE(r.form, '') AS form,
    COALESCE(r.route, '') AS route, COALESCE(r.task, '') AS task, COALESCE(r.budget_code, '') AS budget_code,
    COALESCE(r.content_verdict, 'pending') AS appraisal, COALESCE(r.listed_item, '') AS listed_item, r.year,
    r.year * 10000 + COALESCE(r.quarter, 4) * 300 + CASE WHEN r.quarter IN (2, 3) THEN 30 ELSE 31 END AS day,
    CASE WHEN {gates_sql("r", "r.nature", "r.year || '-12-31'")} = 0 THEN 'open' ELSE 'closed' END AS gate
    FROM resolved(?) r JOIN purse p ON p.unit = r.unit WHERE NOT r.dropped AND r.listing = 'estimate' ORDER BY r.number"""


def measure_verdicts(report: Report, plan: Plan, lines: int, runs: int) -> None:
    """All pairs of lines and sources from the file, the two other ways in the same run."""
    with plan.store.read() as cursor:
        table = read_verdicts(cursor, BASE)
        if not (judge_in_pandas(cursor, table.sources) == table.verdict[table.class_of]).all():
            raise RuntimeError("pandas and the verdicts differ")
        ours, other = measure_in_turn(lambda: read_verdicts(cursor, BASE), lambda: judge_in_pandas(cursor, table.sources), runs)
        slow = Times((_measure_one_by_one(cursor, table),))
    pairs = f"verdicts of all lines and {len(table.sources)} sources, from the file"
    report.timed(pairs, lines, ours, against="pandas: rules merged onto lines", other=other, aim="200 ms")
    report.timed(pairs, lines, ours, against="the engine line by line, facts at hand, scaled", other=slow)


def judge_in_pandas(cursor: Cursor, sources: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    """The verdict codes by [line, source] as pandas finds them."""
    rules, documents = read_rules(cursor), read_documents(cursor)
    bearings = read_bearings(cursor, rules)
    natures = {str(code): str(nature) for code, nature in cursor.rows("SELECT code, nature FROM source")}
    lines = cursor.frame(_LINES, [BASE])
    lines["task_group"] = lines["task"].map(bearings.groups).fillna("")
    lines["budget_item"] = _items(lines, bearings)
    columns = [_judge_source(lines, source, natures[source], rules, RuleBook(rules, documents), bearings) for source in sources]
    return np.column_stack(columns)


def _judge_source(
    lines: pd.DataFrame, source: str, nature: str, rules: tuple[Rule, ...], book: RuleBook, bearings: Bearings
) -> npt.NDArray[np.uint8]:
    asked = [rule for rule in rules if rule.source == source]
    entered = {unit for unit, of in bearings.lists.items() if source in of}
    on_list = {item for item, (of, _) in bearings.listed.items() if of == source}
    listed = np.where(lines["listed_item"].isin(on_list), "listed", np.where(lines["unit"].isin(entered), "beyond", "unknown"))
    merged = lines.assign(listed=listed, place=np.arange(len(lines))).merge(pd.DataFrame([_row(rule, book) for rule in asked]), how="cross")
    met = pd.Series(True, index=merged.index)
    for name in SAME:
        wanted = merged[f"{name}_wanted"]
        met &= wanted.isna() | (wanted == merged[name])
    code = merged["code_wanted"]
    met &= code.isna() | (code == merged["budget_code"]) | (code == merged["budget_item"])
    met &= (merged["day"] >= merged["from"]) & (merged["day"] <= merged["to"])
    met &= (merged["year"] >= merged["year_from"]) & (merged["year"] <= merged["year_to"])
    heard = merged[met]
    in_force = (heard["day"] >= heard["since"]) & (heard["day"] <= heard["until"])
    silenced = heard.loc[in_force & heard["instead_of"].notna(), ["place", "instead_of"]].rename(columns={"instead_of": "rule"})
    if len(silenced):
        heard = heard.merge(silenced.drop_duplicates(), on=["place", "rule"], how="left", indicator=True)
        heard = heard[heard["_merge"] == "left_only"]
    first = heard.sort_values(["place", "strength", "caution"], ascending=[True, False, True]).drop_duplicates("place")
    expired = (first["verdict"] == "allow") & ((first["day"] < first["since"]) | (first["day"] > first["until"]))
    codes = {verdict.value: code for code, verdict in enumerate(VERDICTS)}
    found = np.full(len(lines), codes["insufficient"], np.uint8)
    found[first["place"]] = first["verdict"].map(codes).where(~expired, codes["insufficient"])
    found[(lines["nature"] != nature).to_numpy(bool)] = codes["deny"]
    return found


def _row(rule: Rule, book: RuleBook) -> Mapping[str, object]:
    document = book.documents.get(rule.document)
    strengths = sorted({precedence(other, book.documents) for other in book.rules})
    return {
        **{f"{name}_wanted": getattr(rule, name) for name in SAME},
        "code_wanted": rule.budget_code,
        "from": _day(rule.valid_from, 0),
        "to": _day(rule.valid_to, 99_999_999),
        "year_from": rule.year_from or 0,
        "year_to": rule.year_to or 9_999,
        "since": _day(document.valid_from if document else None, 0),
        "until": _day(document.valid_to if document else None, 99_999_999),
        "rule": rule.id,
        "instead_of": rule.instead_of,
        "verdict": rule.verdict.value,
        "caution": _CAUTION[rule.verdict],
        "strength": strengths.index(precedence(rule, book.documents)),
    }


def _items(lines: pd.DataFrame, bearings: Bearings) -> list[str]:
    days = {day: date(day // 10_000, day // 100 % 100, day % 100) for day in lines["day"].unique()}
    known = {pair: bearings.item_of(pair[0], days[pair[1]]) for pair in set(zip(lines["budget_code"], lines["day"], strict=True))}
    return [known[pair] for pair in zip(lines["budget_code"], lines["day"], strict=True)]


def _day(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day.year * 10_000 + day.month * 100 + day.day


def _measure_one_by_one(cursor: Cursor, table: VerdictTable) -> float:
    """Milliseconds of judging every line against every source, scaled from a few lines spread over the plan."""
    rules = read_rules(cursor)
    book, bearings = RuleBook(rules, read_documents(cursor)), read_bearings(cursor, rules)
    places = np.linspace(0, len(table.lines) - 1, min(ONE_BY_ONE, len(table.lines)), dtype=int).tolist()
    told = [read_facts(cursor, bearings, BASE, table.lines[place].as_py()) for place in places]
    facts = [found for found in told if found is not None]

    def judge_few() -> list[list[Verdict]]:
        return [[_judge(book, line, source, nature) for source, nature in zip(table.sources, table.natures, strict=True)] for line in facts]

    expected = [[VERDICTS[code] for code in table.verdict[table.class_of[place]]] for place in places]
    if judge_few() != expected:
        raise RuntimeError("one by one the verdicts differ")
    return measure(judge_few, 3).p50 * len(table.lines) / len(facts)


def _judge(book: RuleBook, line: LineFacts, source: str, nature: str) -> Verdict:
    return keep_apart(book.judge(replace(line, source=source)), nature, line.nature).verdict
