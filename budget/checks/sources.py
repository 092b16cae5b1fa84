"""Sources against the law: eligibility judged once for each distinct set of facts, then joined back to its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from budget.checks.few import Facts
from budget.checks.law import Law
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import SAID, Line, line_of
from budget.funding.bearings import Bearings
from budget.funding.eligibility import LineFacts, Ruling
from budget.funding.facts import BETWEEN, LISTED, LISTS, RAW, facts_of
from budget.funding.rules import UNCONFIRMED, cite
from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Listing, Verdict
from budget.money import format_money
from budget.store.database import Cursor

_FACTS = ", ".join(("source", *RAW))
SHOWN = 4
NOBODY_PAYS = "Chưa nguồn nào được phép theo các quy tắc hiện có: đưa khoản này ra khỏi phần bố trí, hoặc bổ sung căn cứ."
"""The cure of a line that no source of the plan may pay."""


def check_sources(scope: Scope) -> list[Problem]:
    """Lines without a source, with one of the other nature, or with one that the rules deny, doubt or cap."""
    return [*_missing(scope), *_mixed(scope), *(_judged(scope) if scope.few is None else _judged_few(scope, scope.few))]


def _missing(scope: Scope) -> list[Problem]:
    if not scope.may(lambda k: k["source"] not in scope.law.names):
        return []
    source = "kept k LEFT JOIN source s ON s.code = k.source WHERE k.listing = 'estimate' AND k.amount > 0 AND s.code IS NULL"
    problems = []
    for line, (code, amount) in scope.rows("k.source, k.amount", source):
        what = "chưa có nguồn dự kiến" if code == "" else f"lấy nguồn “{code}” không có trong danh mục"
        sentence = f"{line} {what} cho {format_money(int(str(amount)))} đ."
        problems.append(found("source_missing", sentence, "Chọn nguồn được phép chi cho khoản mục.", line=line.id))
    return problems


def _mixed(scope: Scope) -> list[Problem]:
    known = scope.law
    if not scope.may(lambda k: known.natures.get(str(k["source"])) != k["nature"]):
        return []
    source = "kept k JOIN source s ON s.code = k.source WHERE s.nature <> k.nature"
    citation = cite(known.documents.get("LNSNN2015"), "LNSNN2015", "Điều 8, Điều 12", confirmed=False)
    fix = "Chọn nguồn cùng tính chất, hoặc sửa tính chất chi của khoản mục."
    problems = []
    for line, (nature, code) in scope.rows("k.nature, k.source", source):
        own, other = labels.NATURE.get(str(nature), str(nature)).lower(), labels.NATURE.get(known.natures[str(code)], "").lower()
        sentence = f"{line} là {own} nhưng lấy nguồn {known.names[str(code)]} là {other}; hai loại tiền không được lẫn."
        problems.append(found("nature_mismatch", sentence, fix, line=line.id, citation=citation))
    return problems


def _judged_few(scope: Scope, few: Sequence[Facts]) -> list[Problem]:
    """The same as below of lines that are at hand."""
    known, problems = scope.law, []
    for line in few:
        if line["dropped"] or int(str(line["amount"])) <= 0 or known.natures.get(str(line["source"])) != line["nature"]:
            continue
        facts = _facts_of_few(line, known.bearings)
        ruling = known.judge(facts)
        if ruling.verdict is Verdict.ALLOW and ruling.limit(1) is None:
            continue
        told = line_of(line)
        source = (known.names[facts.source], _offer(facts, known))
        found_one = _problem(told, ruling, source, str(line["listing"]), int(str(line["amount"])))
        problems.extend([found_one] if found_one else [])
    return problems


def _judged(scope: Scope) -> list[Problem]:
    known = scope.law
    classes = _lay_out_classes(scope.cursor, known.bearings)
    rulings = {number: known.judge(facts) for number, facts in classes.items()}
    wanting = [number for number, ruling in rulings.items() if ruling.verdict is not Verdict.ALLOW or ruling.limit(1) is not None]
    if not wanting:
        return []
    offers = {number: _offer(classes[number], known) for number in wanting}
    plain = {number: said for number in wanting if (said := _say_refusal(rulings[number], known.names[classes[number].source]))}
    problems = _tell_alike(scope, known.bearings, plain, {number: (offers[number], rulings[number].citation) for number in plain})
    rest = [number for number in wanting if number not in plain]
    if not rest:
        return problems
    for line, (number, listing, amount) in scope.rows("class, listing, amount", f"({_classed_sql(known.bearings, rest)}) k"):
        place = int(str(number))
        name = known.names[classes[place].source]
        found_one = _problem(line, rulings[place], (name, offers[place]), str(listing), int(str(amount)))
        problems.extend([found_one] if found_one else [])
    return problems


def _tell_alike(
    scope: Scope, bearings: Bearings, plain: Mapping[int, tuple[str, str]], told: Mapping[int, tuple[str, str]]
) -> list[Problem]:
    """The lines of classes whose refusal reads the same but for the line; `plain`: class -> code and ending, `told`: cure and citation."""
    if not plain:
        return []
    scope.between()
    scope.lay_out()
    columns = {"class": list(plain), "ending": [ending for _, ending in plain.values()], "code": [code for code, _ in plain.values()]}
    with scope.cursor.given("class_ending", pa.table(columns)):
        sql = f"""SELECT k.id, {SAID} || e.ending, k.class FROM ({_classed_sql(bearings, list(plain))}) k JOIN class_ending e USING (class)
                  WHERE k.listing = 'estimate' OR e.code <> 'source_insufficient'"""
        problems = []
        for line, sentence, number in scope.read(sql):
            place = int(str(number))
            fix, citation = told[place]
            problems.append(found(plain[place][0], str(sentence), fix, line=str(line), citation=citation))
    return problems


def _classed_sql(bearings: Bearings, classes: Sequence[int]) -> str:
    """The lines of some classes."""
    return f"""SELECT f.id, f.number, f.name, f.unit_name, f.listing, f.amount, c.class
               FROM (SELECT *, hash({_FACTS}) AS facts FROM ({_faced_sql(bearings)})) f JOIN fact_class c USING (facts)
               WHERE c.class IN ({", ".join(map(str, classes))})"""


def _lay_out_classes(cursor: Cursor, bearings: Bearings) -> dict[int, LineFacts]:
    """The distinct facts of the kept lines whose source is of their nature (the others are told apart from the rules)."""
    cursor.run(
        f"""CREATE OR REPLACE TEMP TABLE fact_class AS SELECT row_number() OVER () AS class, hash({_FACTS}) AS facts, * FROM (
              SELECT DISTINCT {_FACTS} FROM ({_faced_sql(bearings)}) WHERE (source, nature) IN (SELECT (code, nature) FROM source))"""
    )
    table = cursor.table(f"SELECT class, {_FACTS} FROM fact_class ORDER BY class")
    return {int(row["class"]): facts_of(row, bearings, str(row["source"])) for row in table.to_pylist()}


def _faced_sql(bearings: Bearings) -> str:
    """The kept lines that ask for money, with the facts that bear on rules."""
    return f"""SELECT k.id, k.number, k.name, k.unit_name, k.listing, k.amount, k.source, k.level, k.kind, k.category, k.nature, k.form,
        k.route, k.year, k.judged_on, k.appraisal, k.missing, {bearings.unit_sql("k.unit")} AS unit,
        {bearings.task_sql("k.task")} AS task, {bearings.code_sql("k.budget_code")} AS budget_code,
        {LISTED} FROM kept k {LISTS.format(line="k")} WHERE k.amount > 0"""


def _facts_of_few(line: Facts, bearings: Bearings) -> LineFacts:
    unit = str(line["unit"])
    told = {
        "unit": unit if unit in bearings.units else "",
        "listed_by": bearings.source_of(str(line["listed_item"]), unit),
        "lists": BETWEEN.join(bearings.lists.get(unit, ())),
    }
    return facts_of({**line, **told}, bearings, str(line["source"]))


def _offer(facts: LineFacts, known: Law) -> str:
    """What to do about a source that may not pay: the sources that may, by name."""
    same = [code for code, nature in known.natures.items() if nature == facts.nature]
    allowed = [known.names[code] for code, ruling in known.book.judge_all(facts, same).items() if ruling.verdict is Verdict.ALLOW]
    if not allowed:
        return NOBODY_PAYS
    more = " ..." if len(allowed) > SHOWN else ""
    return f"Đổi sang nguồn được phép: {', '.join(allowed[:SHOWN])}{more}."


def _problem(line: Line, ruling: Ruling, source: tuple[str, str], listing: str, amount: int) -> Problem | None:
    name, offer = source
    if ruling.problem is not None:
        return replace(ruling.problem, sentence=f"{line} lấy nguồn {name}: {ruling.reason}", line=line.id)
    said = _say_refusal(ruling, name)
    if said is not None:
        code, ending = said
        if code == "source_insufficient" and listing != Listing.ESTIMATE:
            return None
        return found(code, f"{line}{ending}", offer, line=line.id, citation=ruling.citation)
    doubt = _say_doubt(ruling)
    limit = ruling.limit(amount)
    if limit is None or amount <= limit:
        return None
    sentence = f"{line} cần {format_money(amount)} đ nhưng nguồn {name} chỉ được chi tối đa {format_money(limit)} đ. {ruling.reason}{doubt}"
    fix = f"Giảm khoản mục còn {format_money(limit)} đ, hoặc chuyển phần vượt sang nguồn khác."
    return found("source_cap_exceeded", sentence, fix, line=line.id, citation=ruling.citation)


def _say_refusal(ruling: Ruling, name: str) -> tuple[str, str] | None:
    """The code of a refusal or doubt and its sentence after the line's name; None where the sentence needs more of the line."""
    if ruling.problem is not None or ruling.verdict is Verdict.ALLOW:
        return None
    denied = ruling.verdict is Verdict.DENY
    what = "không được chi" if denied else "chưa đủ căn cứ để chi"
    return "source_not_allowed" if denied else "source_insufficient", f" {what} từ nguồn {name}. {ruling.reason}{_say_doubt(ruling)}"


def _say_doubt(ruling: Ruling) -> str:
    return "" if ruling.confirmed or not ruling.citation else f" Căn cứ này {UNCONFIRMED}."
