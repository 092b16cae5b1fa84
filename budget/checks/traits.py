"""What makes lines comparable, worked out once as numbers: `traits`, one row a living line of the estimate.

`thing`: is called the same; `same`: asks for the same thing (name, measure); `again`: the same in one unit and year; `block`: one
unit, year and set of numbers; `package`: bears the number of the same package (null = none); `named` holds their names. `kin` stands
apart: begins with the same two words in one measure and category (null where prices say nothing). Hashes of 64 bits, since a hundred
thousand names are compared many times; for a few lines only the rows they are held against are laid out.
"""

from collections.abc import Mapping, Sequence

from budget.checks.few import WANTED
from budget.store.database import Cursor

LUMPS = ("gói", "gói thầu", "dự án", "công trình", "hệ thống", "nhiệm vụ", "trọn gói", "đợt", "lần", "năm", "hạng mục", "hợp đồng")
"""Measures that hold anything, so that two prices of one say nothing of each other."""
_HEAD = "split_part(wanted, ' ', 1), split_part(wanted, ' ', 2)"
_BEGUN = f"split_part({WANTED}, ' ', 1) || ' ' || split_part({WANTED}, ' ', 2)"
_LABEL = r"regexp_extract(folded, '\bgoi (?:thau )?(?:so )?([0-9]+|[ivx]+)\b', 1)"
_ARABIC = """CASE WHEN contains(wanted, ' ii') OR contains(wanted, ' iv')
    THEN replace(replace(replace(wanted, ' iii', ' 3'), ' iv', ' 4'), ' ii', ' 2') ELSE wanted END"""
_DIGITS = f"trim(regexp_replace({_ARABIC}, '[^0-9]+', ' ', 'g'))"
# words in another order still hold the same numbers, so several numbers are added up
_NUMBERS = """CASE WHEN contains(digits, ' ') THEN list_sum([hash(x) % 1000000007 FOR x IN string_split(digits, ' ')])
    ELSE hash(digits) % 1000000007 END"""
_LUMPS = ", ".join(f"'{measure}'" for measure in LUMPS)
_COMPARED = f"measure_key NOT IN ({_LUMPS})"
_LIVING = "NOT dropped AND listing = 'estimate' AND amount > 0"
_TRAITS = f"""living, id, number, unit, source, year, unit_price, amount, requested_amount,
    hash(wanted) AS thing, hash(wanted, measure_key) AS same,
    hash(wanted, measure_key, unit, year) AS again, hash(unit, year, {_NUMBERS}) AS block,
    NULLIF(hash(year, label), hash(year, '')) AS package"""
_WITH_NUMBERS = f"*, {_DIGITS} AS digits, {_LABEL} AS label"
_INNER = f"""SELECT r.* REPLACE (COALESCE(r.source, '') AS source, COALESCE(r.category, '') AS category,
      COALESCE(r.year, (SELECT budget_year FROM plan LIMIT 1)) AS year),
    {WANTED} AS wanted, lower(trim(COALESCE(r.measure, ''))) AS measure_key FROM resolved(?) r"""
_PLAIN = f"""SELECT r.id, r.requires, r.unit, r.folded, r.unit_price, r.amount, r.requested_amount, COALESCE(r.category, '') AS category,
    COALESCE(r.listing, '') AS listing, {WANTED} AS wanted, lower(trim(COALESCE(r.measure, ''))) AS measure_key FROM """
_HASHED: Mapping[str, str] = {
    "owner": "hash(unit)",
    "same": "hash(wanted, measure_key)",
    "block": f"hash(unit, {_NUMBERS})",
    "package": "CASE WHEN label <> '' THEN hash(label) END",
    "stem": f"hash({_HEAD}, measure_key)",
    "kin": f"CASE WHEN {_COMPARED} THEN hash({_HEAD}, measure_key, category) END",
}
_KEPT = ", ".join(
    f"CASE WHEN listing = 'estimate' THEN COALESCE((({hashed}) >> 1)::BIGINT, 0) ELSE 0 END AS key_{name}"
    for name, hashed in _HASHED.items()
)
KEPT = "SELECT id, {}, unit_price, amount, requested_amount FROM around".format(", ".join(f"key_{name} AS {name}" for name in _HASHED))
"""The same as `keyed_from` says of all lines, once the traits of the whole base are laid out."""
_AROUND = """SELECT unit FROM {lines}
    UNION SELECT parent FROM unit WHERE level = 'commune' AND code IN (SELECT unit FROM {lines})
    UNION SELECT t.code FROM {lines} k JOIN unit t ON t.parent = k.unit AND t.level = 'commune' AND contains(k.name, t.short_name)"""
"""The units whose lines may ask for the same: a line's own, its district, and the communes its name speaks of."""
FEW = 8


_NAMED = "name, folded, measure, category"
_KINSHIP = f"CASE WHEN unit_price > 0 AND {_COMPARED} THEN hash({_HEAD}, measure_key, category) END AS kin"
_KIN = f"id, unit_price, hash(wanted, measure_key) AS same, {_KINSHIP}"


def keyed_from(source: str) -> str:
    """The query of what makes the lines `r` of a source comparable, as BIGINT numbers that hold in every scenario (peers.py).

    `owner`: one unit; `same` and `kin` as above; `block` and `package` as above in any year; `stem`: kin of any category, so that
    everything of one `same` is of one stem. 0 = nothing to compare: not of the estimate, no package, a measure that holds anything.
    """
    numbers = ", ".join(
        f"CASE WHEN listing = 'estimate' THEN COALESCE((({hashed}) >> 1)::BIGINT, 0) ELSE 0 END AS {name}"
        for name, hashed in _HASHED.items()
    )
    return f"""WITH plain AS ({_PLAIN}{source}), numbered AS (SELECT {_WITH_NUMBERS} FROM plain)
        SELECT id, requires, {numbers}, unit_price, amount, requested_amount FROM numbered"""


def lay_out_kin(cursor: Cursor, scenario: str, names: str | None) -> None:
    """Make `kin` (id, unit_price, same, kin) of the living lines that begin as the folded names of a query do; None = of all laid out."""
    if names is None:
        cursor.run("CREATE OR REPLACE TEMP TABLE kin AS SELECT id, unit_price, same, kin FROM around WHERE living")
        return
    heads = f"SELECT DISTINCT rtrim({_BEGUN}) FROM ({names}) r WHERE folded <> ''"
    begun, given = any_of("starts_with(r.folded, ?)", [str(row[0]) for row in cursor.rows(f"{heads} LIMIT ?::BIGINT", [FEW + 1])])
    cursor.run(f"CREATE OR REPLACE TEMP TABLE kin AS SELECT {_KIN} FROM ({_INNER} WHERE {begun}) WHERE {_LIVING}", [scenario, *given])


def lay_out_traits(cursor: Cursor, scenario: str, *, whole: bool) -> None:
    """Make `traits` for what the lines in `checked` are held against; `whole` = all lines are in it."""
    if whole:
        # the dead too: what makes lines comparable is kept of all (KEPT), and hashing every name twice took as long as four checks
        rows = f"SELECT {_WITH_NUMBERS}, COALESCE({_LIVING}, FALSE) AS living FROM checked"
        cursor.run(f"CREATE OR REPLACE TEMP TABLE around AS SELECT {_TRAITS}, {_KINSHIP}, {_KEPT} FROM ({rows})")
        cursor.run(f"CREATE OR REPLACE TEMP VIEW named AS SELECT id, {_NAMED} FROM line")
    else:
        lay_out_around(cursor, scenario, "checked")
    show_living(cursor)


def show_living(cursor: Cursor) -> None:
    """Let `traits` be the living lines of what was laid out."""
    cursor.run("CREATE OR REPLACE TEMP VIEW traits AS SELECT * FROM around WHERE living")
    cursor.run("CREATE OR REPLACE TEMP VIEW priced AS SELECT * FROM traits")


def lay_out_around(cursor: Cursor, scenario: str, lines: str) -> None:
    """Make `traits` for what the lines of a table (id, unit, name, folded) are held against, also the dead."""
    conditions, parameters = [f"r.unit IN ({_AROUND.format(lines=lines)})"], [scenario]
    asked = (
        # a name holds what is wanted by it, so a few names are looked for as they stand before any is taken apart
        ("contains(r.folded, ?)", f"SELECT DISTINCT {WANTED} FROM {lines} r"),
        ("contains(r.folded, 'goi ') AND contains(r.folded, ?)", f"SELECT DISTINCT {_LABEL} FROM {lines} WHERE {_LABEL} <> ''"),
    )
    for condition, query in asked:
        values = [str(row[0]) for row in cursor.rows(f"{query} LIMIT ?::BIGINT", [FEW + 1])]
        begun, given = any_of(condition, values)
        conditions.append(begun)
        parameters.extend(given)
    where = " OR ".join(f"({condition})" for condition in conditions)
    rows = f"SELECT {_WITH_NUMBERS}, COALESCE({_LIVING}, FALSE) AS living FROM ({_INNER} WHERE {where})"
    cursor.run(f"CREATE OR REPLACE TEMP TABLE around AS SELECT {_TRAITS}, {_NAMED} FROM ({rows})", parameters)
    cursor.run("CREATE OR REPLACE TEMP VIEW traits AS SELECT * FROM around")
    cursor.run(f"CREATE OR REPLACE TEMP VIEW named AS SELECT id, {_NAMED} FROM around")


def any_of(condition: str, values: Sequence[str]) -> tuple[str, Sequence[str]]:
    """A cheap condition that holds for any of a few values, with its parameters; TRUE where there are many."""
    if len(values) > FEW:
        return "TRUE", ()
    return " OR ".join(condition for _ in values) or "FALSE", values
