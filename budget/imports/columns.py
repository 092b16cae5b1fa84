"""What the columns of a table mean: proposed from headings, from the index row's formulas and from the cells themselves.

Law: one column at most for every meaning except the sources of a crosstab and several multipliers; in doubt a column is ignored, never
guessed into money.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from budget.imports.column_choice import keep_one_each
from budget.imports.column_content import Profile, find_product, profile_columns
from budget.imports.figures import MICRO
from budget.imports.heading_words import Saying, plain_heading, say_heading
from budget.imports.headings import Heading, read_headings
from budget.imports.index_row import Formula
from budget.imports.money_unit import unit_in_heading
from budget.imports.sheet import Sheet
from budget.imports.table_finding import Table, find_table
from budget.imports.understanding import ColumnUse, Meaning
from budget.money import MoneyUnit
from budget.vietnamese import fold

MONEY = frozenset(
    {
        Meaning.UNIT_PRICE, Meaning.AMOUNT, Meaning.FINANCE_UNIT_PRICE, Meaning.FINANCE_AMOUNT, Meaning.LAST_YEAR_OUTTURN,
        Meaning.THIS_YEAR_ALLOTTED, Meaning.THIS_YEAR_SPENT, Meaning.SOURCE_AMOUNT,
    }
)  # fmt: skip
PAST = (Meaning.LAST_YEAR_OUTTURN, Meaning.THIS_YEAR_ALLOTTED, Meaning.THIS_YEAR_SPENT)
_FINANCE = {
    Meaning.QUANTITY: Meaning.FINANCE_QUANTITY,
    Meaning.UNIT_PRICE: Meaning.FINANCE_UNIT_PRICE,
    Meaning.AMOUNT: Meaning.FINANCE_AMOUNT,
}
_APPRAISED = re.compile(r"tham dinh|so tai chinh|\bstc\b|phe duyet|duoc duyet|chap thuan|thong nhat")
_ASKED = re.compile(r"de nghi|\btrinh\b|xin ")
_OTHER_APPRAISER = re.compile(r"thong tin va truyen thong|\btttt\b|\btt tt\b|khoa hoc va cong nghe|\bkhcn\b")
_TOTAL_WORD = re.compile(r"^(tong|cong)\b|luy ke")
_PAST_WORD = re.compile(r"da giao|duoc giao|da chi|thuc hien|quyet toan|du toan|giai ngan|\bth\b|\bdt\b|de nghi|ke hoach")
_PARTS = re.compile(r"^(trong do|chia ra|bao gom|gom|phan theo nguon|chia theo nguon)$")
_YEAR = re.compile(r"20[0-9]{2}")
_TITLE_YEAR = re.compile(r"(?<!thang )(?<!thang [0-9] )(?<!thang [0-9]{2} )\bnam (20[0-9]{2})\b(?! ?[-–])")
_LONGEST_TITLE = 300
_LAST_QUARTER = 4
_MONEY_WORD = re.compile(r"thanh tien|so tien|kinh phi|\bkp\b|gia tri|\btong\b|de nghi|\btrinh\b")
_BESIDE = re.compile(r"\buoc (thuc hien|th|tinh|chi)\b|da nhan|\bcon (duoc|lai|thieu|phai)\b|\bchua (giai ngan|chi|thanh toan)")


@dataclass(frozen=True)
class _Told:
    """All that is known of one column before a meaning is chosen."""

    heading: Heading
    own: Saying | None
    groups: tuple[Saying, ...]
    plain: str
    year: int | None
    profile: Profile
    formula: Formula | None
    numbered_before: bool
    planned: bool = False


def propose_columns(sheet: Sheet, table: Table | None = None) -> tuple[ColumnUse, ...]:
    """A meaning with a confidence for every column of the table found (or given); nothing when the sheet holds no table."""
    found = table or find_table(sheet)
    if found is None:
        return ()
    told = _tell(sheet, found)
    years = {column.year for column in told if column.year is not None}
    newest = _newest(years, told, sheet, found)
    if _plans_years(told, years):
        told = [replace(column, year=None, planned=column.year is not None) for column in told]
    uses = [_propose(column, newest) for column in told]
    uses = _believe_formulas(uses, told, found)
    uses = _believe_content(uses, told)
    chosen = keep_one_each(uses, [column.profile for column in told], newest)
    return tuple(_keep_sources_of_amount(chosen, told, found))


def _newest(years: set[int], told: Sequence[_Told], sheet: Sheet, table: Table) -> int | None:
    """The year that is planned: the newest a heading names, or the title's where an amount is said of no year at all."""
    newest = max(years, default=None)
    timeless = any(column.year is None and column.own is not None and column.own.meaning is Meaning.AMOUNT for column in told)
    if newest is None or not timeless:
        return newest
    titles = (
        fold(value) for values in sheet.rows[: table.top] for value in values if isinstance(value, str) and len(value) <= _LONGEST_TITLE
    )
    return max([newest, *(int(year) for title in titles for year in _TITLE_YEAR.findall(title))])


def _plans_years(told: Sequence[_Told], years: set[int]) -> bool:
    """Whether the years in the headings are parts of one request: several bare years beside an amount for all of them."""
    bare = [column for column in told if column.year is not None and not _PAST_WORD.search(column.plain)]
    whole = any(column.year is None and column.own is not None and column.own.meaning is Meaning.AMOUNT for column in told)
    return len(years) >= 2 and len({column.year for column in bare}) == len(years) and (whole or len(years) > 2)


def _tell(sheet: Sheet, table: Table) -> list[_Told]:
    profiles = profile_columns(sheet, table.first)
    told: list[_Told] = []
    numbered = False
    for heading, profile in zip(read_headings(sheet, table), profiles, strict=True):
        groups = tuple(said for part in heading.parts[:-1] if (said := say_heading(part)) is not None)
        plain = plain_heading(heading.text)
        years = [int(year) for year in _YEAR.findall(heading.text)]
        formula = table.index.formulas.get(heading.position) if table.index else None
        own = say_heading(heading.own)
        if own is not None and own.meaning is Meaning.UNIT and profile.numeric and _MONEY_WORD.search(plain):
            own = Saying(Meaning.AMOUNT, 0.6)
        told.append(_Told(heading, own, groups, plain, max(years, default=None), profile, formula, numbered))
        numbered = numbered or (own is not None and own.meaning is Meaning.NUMBERING)
    return told


def _propose(column: _Told, newest: int | None) -> ColumnUse:
    said = _weigh(column, newest)
    text = column.formula.text if column.formula else ""
    unit = next((unit for part in reversed(column.heading.parts) if (unit := unit_in_heading(part)) is not None), None)
    known = unit if isinstance(unit, MoneyUnit) and said.meaning in MONEY else None
    return ColumnUse(column.heading.position, column.heading.text, said.meaning, said.confidence, text, known)


def _weigh(column: _Told, newest: int | None) -> Saying:
    """The heading's own words, seen through the group they stand in and through the cells below them."""
    own = column.own or Saying(Meaning.IGNORED, 0.0)
    if own.meaning is Meaning.NUMBERING and own.confidence < 0.9 and _is_amount_tt(column):
        own = Saying(Meaning.AMOUNT, 0.6)
    if own.meaning is Meaning.MEASURE and column.profile.organisations * 10 > column.profile.filled * 3:
        return Saying(Meaning.UNIT, 0.7)
    if own.meaning is Meaning.SOURCE and column.profile.numeric:
        own = Saying(Meaning.SOURCE_AMOUNT, 0.7)
    if own.meaning is Meaning.QUARTER and column.profile.numeric and column.profile.middle > _LAST_QUARTER * MICRO:
        return Saying(Meaning.IGNORED, 0.5)
    if own.meaning is Meaning.YEAR and not column.profile.numeric and column.profile.filled:
        return Saying(Meaning.IGNORED, 0.5)
    if own.meaning is Meaning.SOURCE_AMOUNT and column.profile.worded:
        return Saying(Meaning.SOURCE, 0.7)
    if _says_nothing_itself(column, own):
        own = _from_groups(column)
    if column.planned and own.meaning is Meaning.AMOUNT and not _TOTAL_WORD.search(plain_heading(column.heading.own)):
        return Saying(Meaning.IGNORED, 0.5)
    return _in_layer(column, own, newest)


def _is_amount_tt(column: _Told) -> bool:
    """TT is "thứ tự" at the left and "thành tiền" in a group, after another number, or over numbers that count nothing."""
    return len(column.heading.parts) > 1 or column.numbered_before or (column.profile.numeric and not column.profile.numbers_rows)


def _says_nothing_itself(column: _Told, own: Saying) -> bool:
    """Whether the meaning stands in the group: a source's name under "Nguồn kinh phí", a year under "Kinh phí"."""
    if not column.heading.parts or len(column.heading.parts) < 2:
        return False
    return own.confidence == 0.0 or (own.meaning in (Meaning.NAME, Meaning.UNIT, Meaning.TASK, Meaning.CATEGORY) and column.profile.numeric)


def _from_groups(column: _Told) -> Saying:
    if _PARTS.match(plain_heading(column.heading.parts[-2])) and column.profile.numeric:
        return Saying(Meaning.SOURCE_AMOUNT, 0.5)
    for said in reversed(column.groups):
        if said.meaning in (Meaning.SOURCE, Meaning.SOURCE_AMOUNT) and (column.profile.numeric or not column.profile.filled):
            return Saying(Meaning.SOURCE_AMOUNT, 0.7)
        if said.meaning in (Meaning.AMOUNT, *PAST):
            return Saying(said.meaning, said.confidence * 0.7)
    return Saying(Meaning.IGNORED, 0.0)


def _in_layer(column: _Told, own: Saying, newest: int | None) -> Saying:
    """Whose figures and which year's: the appraiser's and the past's are not the request."""
    if own.meaning not in (*_FINANCE, Meaning.TIMES, Meaning.SOURCE_AMOUNT, *PAST):
        return own
    if _OTHER_APPRAISER.search(column.plain) or _BESIDE.search(column.plain):
        return Saying(Meaning.IGNORED, 0.8)
    past = _past_of(column, own, newest)
    if past is not None:
        whole = own.meaning is Meaning.AMOUNT or own.meaning in PAST
        return Saying(past, min(own.confidence, 0.8)) if whole else Saying(Meaning.IGNORED, 0.7)
    if _APPRAISED.search(column.plain) and not _ASKED.search(column.plain):
        return Saying(_FINANCE.get(own.meaning, Meaning.IGNORED), own.confidence)
    return own


def _past_of(column: _Told, own: Saying, newest: int | None) -> Meaning | None:
    older = column.year is not None and newest is not None and column.year < newest
    for said in (own, *reversed(column.groups)):
        if said.meaning in PAST:
            return said.meaning
    if not older or column.year is None or newest is None:
        return None
    return Meaning.THIS_YEAR_ALLOTTED if column.year == newest - 1 else Meaning.LAST_YEAR_OUTTURN


def _believe_formulas(uses: list[ColumnUse], told: Sequence[_Told], table: Table) -> list[ColumnUse]:
    """A product formula names quantity, price and amount where the headings were silent, and makes them sure where they were not."""
    if table.index is None:
        return uses
    for position, formula in table.index.formulas.items():
        parts = table.index.positions(formula)
        if formula.kind != "product" or parts is None or uses[position].meaning in PAST:
            continue
        uses = _name_product(uses, told, position, parts)
    return uses


def _name_product(uses: list[ColumnUse], told: Sequence[_Told], amount: int, parts: list[int]) -> list[ColumnUse]:
    named = [*uses]
    finance = uses[amount].meaning is Meaning.FINANCE_AMOUNT
    named[amount] = _settle(uses[amount], Meaning.AMOUNT)
    silent = [part for part in parts if uses[part].meaning is Meaning.IGNORED and uses[part].confidence < 0.5]
    if finance or not silent:
        return named
    price = max(parts, key=lambda part: told[part].profile.middle)
    for part in silent:
        taken = {use.meaning for use in named}
        meaning = Meaning.UNIT_PRICE if part == price else Meaning.TIMES if Meaning.QUANTITY in taken else Meaning.QUANTITY
        named[part] = _settle(uses[part], meaning)
    return named


def _settle(use: ColumnUse, meaning: Meaning) -> ColumnUse:
    if use.meaning is Meaning.IGNORED and use.confidence < 0.5:
        return replace(use, meaning=meaning, confidence=0.8)
    return replace(use, confidence=min(1.0, use.confidence + 0.1))


def _believe_content(uses: list[ColumnUse], told: Sequence[_Told]) -> list[ColumnUse]:
    """What the cells say where no heading did: numbers that multiply, the longest text, a column of numbering."""
    found = [*uses]
    meanings = {use.meaning for use in uses}
    product = find_product([column.profile for column in told])
    if product is not None:
        for position, meaning in zip(product, (Meaning.QUANTITY, Meaning.UNIT_PRICE, Meaning.AMOUNT), strict=True):
            unknown = found[position].meaning is Meaning.IGNORED and found[position].confidence < 0.5
            if unknown and meaning not in meanings:
                found[position] = replace(found[position], meaning=meaning, confidence=0.6)
            elif found[position].meaning is meaning:
                found[position] = replace(found[position], confidence=min(1.0, found[position].confidence + 0.2))
    if not meanings & {Meaning.NAME, Meaning.TASK, Meaning.UNIT}:
        found = _find_name(found, told)
    if Meaning.NUMBERING not in meanings:
        found = _find_numbering(found, told)
    return found


def _keep_sources_of_amount(uses: list[ColumnUse], told: Sequence[_Told], table: Table) -> list[ColumnUse]:
    """Where the index row states what the amount is the sum of, those columns are its sources and no others."""
    amount = next((use for use in uses if use.meaning is Meaning.AMOUNT and use.formula), None)
    formula = table.index.formulas.get(amount.position) if table.index and amount else None
    parts = table.index.positions(formula) if table.index and formula and formula.kind == "sum" else None
    if not any(_names_source(told[part]) for part in parts or ()):
        return uses
    kept = [replace(use, meaning=Meaning.IGNORED, confidence=0.6) if use.meaning is Meaning.SOURCE_AMOUNT else use for use in uses]
    for part in parts or ():
        kept[part] = replace(uses[part], meaning=Meaning.SOURCE_AMOUNT, confidence=0.8)
    return kept


def _names_source(column: _Told) -> bool:
    return column.own is not None and column.own.meaning in (Meaning.SOURCE_AMOUNT, Meaning.SOURCE)


def _find_name(uses: list[ColumnUse], told: Sequence[_Told]) -> list[ColumnUse]:
    worded = [column.profile for column in told if column.profile.worded and uses[column.profile.position].confidence < 0.5]
    if not worded:
        return uses
    longest = max(worded, key=lambda profile: profile.letters)
    return [replace(use, meaning=Meaning.NAME, confidence=0.5) if use.position == longest.position else use for use in uses]


def _find_numbering(uses: list[ColumnUse], told: Sequence[_Told]) -> list[ColumnUse]:
    name = next((use.position for use in uses if use.meaning in (Meaning.NAME, Meaning.TASK, Meaning.UNIT)), None)
    for use, column in zip(uses, told, strict=True):
        if name is None or use.position >= name:
            break
        if use.confidence < 0.5 and column.profile.numbers_rows:
            return [replace(other, meaning=Meaning.NUMBERING, confidence=0.5) if other is use else other for other in uses]
    return uses
