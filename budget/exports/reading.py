"""Everything one export needs, read in one snapshot: the lines it prints, where they stand, who they belong to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.exports.told import PRICE_COLUMNS, REQUEST_COLUMNS, describe_price, describe_request
from budget.funding.pots import Pot, PotSums, collect_pots, read_ceilings, read_owners, read_purses, sum_pots
from budget.lines.query import LineFilter, count_lines, where_clause
from budget.model.problem import refuse
from budget.money import format_money
from budget.scenarios.reading import Scenario, find_scenario
from budget.store.database import Cursor
from budget.store.force import read_undoes, read_undone
from budget.store.journal import head
from budget.totals.reading import read_scenario_totals, read_totals

LARGEST_EXACT = 10**15
"""Office programs show fifteen digits; a larger total would lose its last ones without a word."""

MOST_LINES = 1_000_000


@dataclass(frozen=True, slots=True)
class Figures:
    """Drivers and amount of one layer: thousandths, đồng, thousandths, đồng (<= 0), đồng."""

    quantity_milli: int
    unit_price: int
    times_milli: int
    adjustment: int
    amount: int


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One line as a table prints it; `working` is what every total counts, `finance` None = not appraised.

    `outturn` is last year's, `allotted` this year's (đồng, None = nobody has told); `request` and `price` are told in words.
    """

    id: str
    number: int
    unit: str
    name: str
    measure: str
    budget_code: str
    source: str
    basis: str
    norm: str
    note: str
    nature: str
    year: int
    quarter: int
    base_source: str
    base_year: int
    dropped: bool
    deferred: bool
    working: Figures
    requested: Figures
    finance: Figures | None
    versions: str
    reason: str
    content: Figures | None = None
    outturn: int | None = None
    allotted: int | None = None
    request: str = ""
    price: str = ""
    category: str = ""
    route: str = ""
    verdict: str = ""
    opinion: str = ""
    opinion_document: str = ""
    opinion_date: str = ""


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """A unit with its place in the tables: block (level), district and order; what sort of body it is."""

    code: str
    name: str
    level: str
    district: str
    district_name: str
    position: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ExportSource:
    """A source as the tables head it."""

    code: str
    name: str
    short_name: str
    nature: str
    allocator: str


@dataclass(frozen=True)
class Snapshot:
    """A plan in one scenario at journal seq `seq`, restricted to what was asked for.

    `amount` (đồng) is the sum of the leaf lines, the only definition of a total.
    """

    plan_id: str
    plan_name: str
    province: str
    programme: str
    budget_year: int
    sample: bool
    seq: int
    head_hash: str
    scenario: Scenario
    filtered: bool
    lines: Sequence[ExportLine]
    units: Mapping[str, UnitPlace]
    sources: Mapping[str, ExportSource]
    norms: Mapping[str, str]
    pots: Sequence[Pot]
    pot_sums: PotSums

    @property
    def amount(self) -> int:
        """The sum of all leaf lines, in đồng."""
        return sum(line.working.amount for line in self.lines)

    @property
    def not_appraised(self) -> int:
        """How many lines still count with their requested figures."""
        return sum(1 for line in self.lines if line.finance is None)

    def source_name(self, code: str) -> str:
        """A source's short name; the code itself when it is unknown."""
        return self.sources[code].short_name if code in self.sources else code


def read_snapshot(cursor: Cursor, scenario: str, wanted: LineFilter) -> Snapshot:
    """All an export prints, from one snapshot; PlanError when there is no such scenario or the plan is too large for a workbook."""
    found = find_scenario(cursor, scenario)
    count, amount = count_lines(cursor, wanted, found.id)
    if count > MOST_LINES or amount > LARGEST_EXACT:
        size = f"{format_money(count)} khoản mục, {format_money(amount)} đồng"
        sentence = f"Phần cần xuất có {size}: vượt sức chứa chính xác của một tệp bảng tính."
        raise refuse("export_too_large", sentence, "Lọc theo đơn vị, nguồn hoặc năm rồi xuất từng phần.")
    lines = read_export_lines(cursor, found.id, wanted)
    if len(lines) != count or sum(line.working.amount for line in lines) != amount:
        raise RuntimeError(f"export read {len(lines)} lines, the plan counts {count}: the sums differ")
    facts = cursor.rows("SELECT id, name, province, programme, budget_year FROM plan")[0]
    sample = cursor.rows("SELECT EXISTS (SELECT 1 FROM line WHERE sample) OR EXISTS (SELECT 1 FROM ceiling WHERE sample)")[0][0]
    pots = _read_pots(cursor, found.id, wanted)
    seq, head_hash = head(cursor)
    return Snapshot(
        *(str(facts[0]), str(facts[1]), str(facts[2] or ""), str(facts[3] or ""), int(str(facts[4]))),
        sample=bool(sample),
        seq=seq,
        head_hash=head_hash,
        scenario=found,
        filtered=not wanted.is_empty,
        lines=lines,
        units=read_units(cursor),
        sources=read_sources(cursor),
        norms={str(code): str(name) for code, name in cursor.rows("SELECT code, any_value(name) FROM norm GROUP BY code")},
        pots=pots,
        pot_sums=sum_pots(pots),
    )


_TEXTS = ("id", "unit", "name", "measure", "budget_code", "source", "basis", "norm", "note", "nature", "base_source")
_JUDGED = {
    "category": "category",
    "route": "route",
    "verdict": "content_verdict",
    "opinion": "content_opinion",
    "opinion_document": "content_document",
    "opinion_date": "content_date",
}
"""What the content appraisal looks at and says, by the name it has in a line here -> its column."""
_ASKED_FIRST = ("last_year_outturn", "this_year_allotted", *REQUEST_COLUMNS, *PRICE_COLUMNS)
_FIGURES = ("quantity_milli", "unit_price", "times_milli", "adjustment", "amount")


def read_export_lines(cursor: Cursor, scenario: str, wanted: LineFilter) -> list[ExportLine]:
    """The resolved lines a filter selects, in unit and number order, dropped ones included."""
    condition, parameters = where_clause(wanted, scenario)
    layers = [f"{prefix}{name}" for prefix in ("", "requested_", "finance_", "content_") for name in _FIGURES]
    names = ", ".join(f"r.{name}" for name in (*_TEXTS, "number", "year", "quarter", "base_year", "dropped", "deferred", *layers))
    sql = f"""WITH touched AS (
                SELECT entity, string_agg(grp || '=' || seq::TEXT, ' ' ORDER BY grp) AS versions,
                       max(told) FILTER (grp = 'finance')::BIGINT AS appraised_seq
                FROM (SELECT entity, grp, max(seq)::BIGINT AS seq, max(seq) FILTER (NOT list_contains(?::BIGINT[], seq)) AS told
                      FROM touch WHERE starts_with(entity, 'line:') GROUP BY entity, grp) GROUP BY entity)
              SELECT {names}, r.created_seq, t.versions, b.reason,
                {", ".join(f"r.{name}" for name in (*_ASKED_FIRST, *_JUDGED.values()))}
              FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit
              LEFT JOIN touched t ON t.entity = 'line:' || r.id LEFT JOIN batch b ON b.seq = t.appraised_seq
              WHERE {condition} ORDER BY p.position, r.unit, r.number"""
    return [_to_line(row) for row in cursor.rows(sql, [_give_no_reason(cursor), scenario, *parameters])]


def _give_no_reason(cursor: Cursor) -> list[int]:
    """Batches whose reason is none of an appraisal: those taken back, and every undo and redo ("Làm lại" explains nothing)."""
    return sorted({*read_undoes(cursor), *read_undone(cursor)})


def read_units(cursor: Cursor) -> dict[str, UnitPlace]:
    """Every unit with its block and district, by code."""
    sql = """SELECT u.code, u.name, u.level, CASE WHEN u.level = 'commune' THEN u.parent ELSE u.code END,
                    CASE WHEN u.level = 'commune' THEN d.name ELSE u.name END, u.position, u.kind
             FROM unit u LEFT JOIN unit d ON d.code = u.parent ORDER BY u.position, u.code"""
    found = {}
    for code, name, level, district, district_name, position, kind in cursor.rows(sql):
        where = (str(level or ""), str(district or ""), str(district_name or ""))
        found[str(code)] = UnitPlace(str(code), str(name), *where, int(str(position or 0)), str(kind or ""))
    return found


def read_sources(cursor: Cursor) -> dict[str, ExportSource]:
    """Every source in official order, by code."""
    rows = cursor.rows("SELECT code, name, short_name, nature, allocator FROM source ORDER BY position, code")
    return {str(row[0]): ExportSource(*(str(value or "") for value in row)) for row in rows}


def _read_pots(cursor: Cursor, scenario: str, wanted: LineFilter) -> list[Pot]:
    """Every pot of the budget years asked for: a purse answers for all its lines, so other filters do not shrink its need."""
    totals = read_scenario_totals(cursor, read_totals(cursor), scenario)
    pots = collect_pots(totals, read_ceilings(cursor), read_owners(cursor), read_purses(cursor))
    return [pot for pot in pots if not wanted.years or pot.year in wanted.years]


def _to_line(row: tuple[object, ...]) -> ExportLine:
    texts = dict(zip(_TEXTS, (str(value or "") for value in row), strict=False))
    at = len(_TEXTS)
    number, year, quarter, base_year = (_whole(value) for value in row[at : at + 4])
    dropped, deferred = bool(row[at + 4]), bool(row[at + 5])
    working, requested, finance, content = (_figures(row[start : start + 5]) for start in range(at + 6, at + 26, 5))
    created, versions, reason = row[at + 26 : at + 29]
    told = dict(zip((*_ASKED_FIRST, *_JUDGED.values()), row[at + 29 :], strict=True))
    return ExportLine(
        **texts,
        number=number,
        year=year,
        quarter=quarter,
        base_year=base_year,
        dropped=dropped,
        deferred=deferred,
        working=working or Figures(0, 0, 0, 0, 0),
        requested=requested or Figures(0, 0, 0, 0, 0),
        finance=finance,
        versions=f"all={created} {versions or ''}".strip(),
        reason=str(reason or ""),
        content=content,
        outturn=_known(told["last_year_outturn"]),
        allotted=_known(told["this_year_allotted"]),
        request=describe_request(told),
        price=describe_price(told),
        **{name: str(told[column] or "") for name, column in _JUDGED.items()},
    )


def _figures(values: Sequence[object]) -> Figures | None:
    return None if values[4] is None else Figures(*(_whole(value) for value in values))


def _known(value: object) -> int | None:
    return None if value is None else int(str(value))


def _whole(value: object) -> int:
    return 0 if value is None else int(str(value))
