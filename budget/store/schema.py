"""The tables of a plan file and the migrations that bring an older file up to date; explicit DDL only, at open."""

from budget.store.kinds import KINDS
from budget.store.phase_views import PHASE_MACROS, PHASE_VIEWS

FORMAT = "du-toan-06"
VERSION = 5

STORE_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE batch (seq BIGINT UNIQUE NOT NULL, id TEXT NOT NULL, operation_id TEXT UNIQUE, header TEXT NOT NULL,
       actor TEXT NOT NULL, moment TEXT NOT NULL, action TEXT NOT NULL, reason TEXT NOT NULL, size BIGINT NOT NULL,
       undoes BIGINT, previous_hash TEXT NOT NULL, hash TEXT NOT NULL)""",
    """CREATE TABLE change (seq BIGINT NOT NULL, ordinal BIGINT NOT NULL, kind TEXT NOT NULL, entity TEXT NOT NULL,
       grp TEXT NOT NULL, old TEXT, new TEXT)""",
    """CREATE TABLE payload (seq BIGINT NOT NULL, ordinal BIGINT NOT NULL, kind TEXT NOT NULL, grp TEXT NOT NULL,
       action TEXT NOT NULL, size BIGINT NOT NULL, digest TEXT NOT NULL, data BLOB, origin_seq BIGINT, origin_ordinal BIGINT)""",
    "CREATE TABLE touch (entity TEXT NOT NULL, grp TEXT NOT NULL, seq BIGINT NOT NULL)",
    "CREATE TABLE file (digest TEXT PRIMARY KEY, size BIGINT NOT NULL, data BLOB NOT NULL)",
)

REFERENCE_TABLES = (
    """CREATE TABLE document (code TEXT PRIMARY KEY, kind TEXT, number TEXT, issuer TEXT, issued TEXT, title TEXT, short_name TEXT,
       valid_from TEXT, valid_to TEXT, confidence TEXT, rank BIGINT, citation TEXT, note TEXT, date_confidence TEXT)""",
    """CREATE TABLE budget_code (code TEXT, edition TEXT, level TEXT, parent TEXT, name TEXT, nature TEXT, valid_from TEXT,
       valid_to TEXT, document TEXT, confidence TEXT, note TEXT)""",
    """CREATE TABLE norm (code TEXT, name TEXT, measure TEXT, unit_level TEXT, max_price BIGINT, hard BOOLEAN, document TEXT,
       valid_from TEXT, valid_to TEXT, confidence TEXT, note TEXT)""",
    """CREATE TABLE task_group (code TEXT PRIMARY KEY, name TEXT, short_name TEXT, position BIGINT, document TEXT,
       valid_from TEXT, valid_to TEXT, confidence TEXT)""",
)

DERIVED_TABLES = (
    """CREATE TABLE overlay (scenario TEXT NOT NULL, line TEXT NOT NULL, quantity_milli BIGINT NOT NULL,
       unit_price BIGINT NOT NULL, times_milli BIGINT NOT NULL, adjustment BIGINT NOT NULL, amount BIGINT NOT NULL,
       source TEXT, year BIGINT, quarter BIGINT, dropped BOOLEAN NOT NULL, deferred BOOLEAN NOT NULL)""",
)

INDEXES = {
    "touch_entity": "touch (entity)",
    "member_line": "member (line)",
    "comment_line": "comment (line)",
    "attachment_line": "attachment (line)",
    "phase_split_line": "phase_split (line)",
}
"""The indexes that are no keys: name -> what it is on. Opening a file makes those that are missing."""

KNOWN_DOCUMENT = """CREATE VIEW known_document AS
    SELECT code, kind, number, issuer, issued, title, short_name, valid_from, valid_to, confidence, rank, date_confidence FROM document
    UNION ALL
    SELECT code, kind, number, issuer, issued, title, short_name, valid_from, valid_to, confidence, rank, confidence FROM own_document"""
"""The documents that came with the program and those people added to the plan."""

VIEWS = (
    """CREATE VIEW working AS SELECT *, finance_amount IS NOT NULL AS appraised,
         CASE WHEN finance_amount IS NOT NULL THEN finance_quantity_milli ELSE requested_quantity_milli END AS quantity_milli,
         CASE WHEN finance_amount IS NOT NULL THEN finance_unit_price ELSE requested_unit_price END AS unit_price,
         CASE WHEN finance_amount IS NOT NULL THEN finance_times_milli ELSE requested_times_milli END AS times_milli,
         CASE WHEN finance_amount IS NOT NULL THEN finance_adjustment ELSE requested_adjustment END AS adjustment,
         COALESCE(finance_amount, requested_amount) AS amount FROM line""",
    """CREATE VIEW purse AS SELECT u.code AS unit, u.name AS unit_name, u.short_name, u.level, u.kind, u.sort_key, u.position, u.mountain,
         CASE WHEN u.level = 'commune' THEN u.parent ELSE u.code END AS district,
         CASE WHEN u.level = 'commune' THEN p.parent ELSE u.parent END AS province
       FROM unit u LEFT JOIN unit p ON p.code = u.parent""",
    """CREATE MACRO resolved(chosen) AS TABLE
       SELECT w.* REPLACE (
           COALESCE(o.quantity_milli, w.quantity_milli) AS quantity_milli, COALESCE(o.unit_price, w.unit_price) AS unit_price,
           COALESCE(o.times_milli, w.times_milli) AS times_milli, COALESCE(o.adjustment, w.adjustment) AS adjustment,
           COALESCE(o.amount, w.amount) AS amount, COALESCE(o.source, w.source) AS source,
           COALESCE(o.year, w.year) AS year, COALESCE(o.quarter, w.quarter) AS quarter),
         w.amount AS base_amount, w.source AS base_source, w.year AS base_year, w.quarter AS base_quarter,
         COALESCE(o.dropped, FALSE) AS dropped, COALESCE(o.deferred, FALSE) AS deferred, o.line IS NOT NULL AS touched
       FROM working w LEFT JOIN (SELECT * FROM overlay WHERE scenario = chosen) o ON o.line = w.id""",
    *PHASE_VIEWS,
    KNOWN_DOCUMENT,
)


def kind_tables() -> list[str]:
    """The CREATE TABLE of every journaled kind, from the register."""
    statements = []
    for kind in KINDS.values():
        columns = ", ".join(f"{name} {sql_type}" for name, sql_type in kind.columns.items())
        statements.append(f"CREATE TABLE {kind.table} ({columns}, created_seq BIGINT, PRIMARY KEY ({', '.join(kind.key)}))")
    return statements


def create_statements() -> list[str]:
    """All DDL of a fresh plan file, in order."""
    return [*STORE_TABLES, *REFERENCE_TABLES, *kind_tables(), *DERIVED_TABLES, *index_statements(), *VIEWS]


def index_statements() -> list[str]:
    """The CREATE INDEX of every index that is no key, leaving those that stand."""
    return [f"CREATE INDEX IF NOT EXISTS {name} ON {columns}" for name, columns in INDEXES.items()]


_ADDED_TO_LINE = (
    *("price_kind TEXT", "price_document TEXT", "price_date TEXT", "price_supplier TEXT", "price_quotes BIGINT", "vat_bp BIGINT"),
    *("vat_included BOOLEAN", "last_year_outturn BIGINT", "this_year_allotted BIGINT", "this_year_spent BIGINT", "spent_on TEXT"),
    *("entitled_milli BIGINT", "usable_milli BIGINT", "request_document TEXT", "request_date TEXT", "request_round BIGINT"),
    *("excess_authority TEXT", "excess_document TEXT", "excess_date TEXT", "heading TEXT", "origin TEXT"),
)

_ASKED_OF_FUNDING = (
    *("pinned BOOLEAN", "pin_reason TEXT", "minimum_bp BIGINT", "listed_item TEXT"),
    *("content_verdict TEXT", "content_opinion TEXT", "content_document TEXT", "content_date TEXT"),
    *("guidance TEXT", "design TEXT", "procurement TEXT", "readiness_note TEXT", "disbursable_bp BIGINT"),
    *("project_code TEXT", "policy_document TEXT", "policy_date TEXT", "feasibility_document TEXT", "feasibility_date TEXT"),
    *("decision_document TEXT", "decision_date TEXT", "total_investment BIGINT", "medium_term BIGINT", "accumulated BIGINT"),
    *("disbursed BIGINT", "phase_pattern TEXT", "phase_note TEXT"),
)
_CONDITIONS = ("task", "task_group", "budget_code", "appraisal", "listed", "gate", "instead_of")
_OF_TASKS = ("partners", "person", "started", "finished", "amended_deadline", "amending_document")

MIGRATIONS: dict[int, tuple[str, ...]] = {
    # a citation gives a document's date only when somebody has seen it on the document
    2: ("ALTER TABLE document ADD COLUMN date_confidence TEXT",),
    # what an appraiser asks first: price basis, VAT, what was given and spent, stock; comments, attachments, what was looked at
    3: (
        *("DROP VIEW IF EXISTS phase", "DROP MACRO TABLE IF EXISTS resolved", "DROP VIEW IF EXISTS working"),
        *(f"ALTER TABLE line ADD COLUMN IF NOT EXISTS {column}" for column in _ADDED_TO_LINE),
        "CREATE TABLE IF NOT EXISTS file (digest TEXT PRIMARY KEY, size BIGINT NOT NULL, data BLOB NOT NULL)",
        """CREATE TABLE IF NOT EXISTS comment (id TEXT, line TEXT, author TEXT, moment TEXT, text TEXT, created_seq BIGINT,
           PRIMARY KEY (id))""",
        """CREATE TABLE IF NOT EXISTS attachment (id TEXT, line TEXT, name TEXT, media_type TEXT, digest TEXT, author TEXT, moment TEXT,
           note TEXT, size BIGINT, created_seq BIGINT, PRIMARY KEY (id))""",
        """CREATE TABLE IF NOT EXISTS dismissal (id TEXT, code TEXT, line TEXT, other TEXT, seen TEXT, reason TEXT, author TEXT,
           moment TEXT, created_seq BIGINT, PRIMARY KEY (id))""",
        "CREATE TABLE IF NOT EXISTS profile (id TEXT, name TEXT, headings TEXT, settings TEXT, created_seq BIGINT, PRIMARY KEY (id))",
        *(VIEWS[0], VIEWS[2]),
    ),
    # who may pay by law, who does what by when: conditions of rules, annexes, appraisal, gates of investment, phases, what was placed
    4: (
        "DROP VIEW IF EXISTS phase",
        *(f"DROP MACRO TABLE IF EXISTS {name}" for name in (*PHASE_MACROS, "resolved")),
        "DROP VIEW IF EXISTS split_number",
        "DROP VIEW IF EXISTS working",
        *(f"ALTER TABLE line ADD COLUMN IF NOT EXISTS {column}" for column in _ASKED_OF_FUNDING),
        *(f"ALTER TABLE rule ADD COLUMN IF NOT EXISTS {column} TEXT" for column in _CONDITIONS),
        *(f"ALTER TABLE task ADD COLUMN IF NOT EXISTS {column} TEXT" for column in _OF_TASKS),
        "ALTER TABLE phase_split ADD COLUMN IF NOT EXISTS spent BOOLEAN",
        """CREATE TABLE IF NOT EXISTS allocation (scenario TEXT, seen_seq BIGINT, funded BIGINT, unfunded BIGINT, bound BIGINT,
           optimal BOOLEAN, settings TEXT, author TEXT, moment TEXT, created_seq BIGINT, PRIMARY KEY (scenario))""",
        """CREATE TABLE IF NOT EXISTS listed_item (id TEXT, source TEXT, unit TEXT, name TEXT, folded TEXT, measure TEXT, nature TEXT,
           document TEXT, note TEXT, year BIGINT, sample BOOLEAN, quantity_milli BIGINT, unit_price BIGINT, amount BIGINT,
           bought_milli BIGINT, created_seq BIGINT, PRIMARY KEY (id))""",
        """CREATE TABLE IF NOT EXISTS own_document (code TEXT, kind TEXT, number TEXT, issuer TEXT, issued TEXT, title TEXT,
           short_name TEXT, valid_from TEXT, valid_to TEXT, confidence TEXT, note TEXT, rank BIGINT, created_seq BIGINT,
           PRIMARY KEY (code))""",
        *(VIEWS[0], VIEWS[2], *PHASE_VIEWS),
        *("DROP VIEW IF EXISTS known_document", KNOWN_DOCUMENT),
    ),
    # cuts that explain themselves: weights of criteria, points and bands a person gave, the run a scenario came from
    5: (
        "CREATE TABLE IF NOT EXISTS criterion (code TEXT, weight BIGINT, note TEXT, created_seq BIGINT, PRIMARY KEY (code))",
        """CREATE TABLE IF NOT EXISTS score (id TEXT, line TEXT, criterion TEXT, points BIGINT, reason TEXT, author TEXT, moment TEXT,
           created_seq BIGINT, PRIMARY KEY (id))""",
        """CREATE TABLE IF NOT EXISTS banding (line TEXT, band TEXT, reason TEXT, author TEXT, moment TEXT, created_seq BIGINT,
           PRIMARY KEY (line))""",
        """CREATE TABLE IF NOT EXISTS cut_run (scenario TEXT, seen_seq BIGINT, saved BIGINT, deferred BIGINT, reduced BIGINT, harm BIGINT,
           bound BIGINT, status TEXT, settings TEXT, answer TEXT, author TEXT, moment TEXT, created_seq BIGINT, PRIMARY KEY (scenario))""",
    ),
}
"""Version n -> the statements that turn a file of version n-1 into version n; version 1 is the first."""
