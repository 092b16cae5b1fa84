"""What becomes of money that is not spent by 31/12: which may be carried over and why, which lapses and must be asked for again.

The cases are those of the budget law as an appraiser recalls them; nobody has confirmed them, so every citation says "cần kiểm tra".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from budget.funding.rules import CitedDocument, cite, read_documents
from budget.model.ids import BASE
from budget.model.states import Category, Nature
from budget.store.database import Cursor

ARTICLE = "Điều 64"
AUTONOMOUS = frozenset({"PHI", "QPTSN"})
"""Sources a unit manages by itself: fees it keeps, its fund for developing its work."""
SUPPLEMENTED = frozenset({"BSCDS"})
"""Sources given as a supplement: what was added after 30/9 may be carried over, and the plan does not know the day."""
_BOUGHT = frozenset(category.value for category in (Category.EQUIPMENT, Category.SOFTWARE, Category.CONNECTION, Category.SERVICE))
_LAWS = ((2026, "LNSNN2025"), (2017, "LNSNN2015"))


class LapseVerdict(StrEnum):
    """What the law makes of unspent money: carried over, lapsed, or not decided by what the plan knows."""

    CARRIED = "carried"
    LAPSED = "lapsed"
    UNSURE = "unsure"


VERDICT_LABEL: Mapping[str, str] = {
    LapseVerdict.CARRIED: "Được chuyển nguồn",
    LapseVerdict.LAPSED: "Hủy dự toán, phải xin lại",
    LapseVerdict.UNSURE: "Cần kiểm tra",
}


@dataclass(frozen=True, slots=True)
class Lapse:
    """What becomes of a line's money (đồng) at the end of a year, in a sentence with its citation."""

    line: str
    number: int
    name: str
    unit: str
    source: str
    amount: int
    verdict: LapseVerdict
    sentence: str
    citation: str


@dataclass(frozen=True, slots=True)
class LapseSum:
    """What becomes of a source's money at the end of a year, in đồng."""

    source: str
    carried: int
    lapsed: int
    unsure: int
    lines: int


@dataclass(frozen=True, slots=True)
class UnspentLine:
    """What judges a line's unspent money."""

    line: str
    number: int
    name: str
    unit: str
    source: str
    nature: str
    category: str
    contracted: bool
    amount: int


def judge_unspent(line: UnspentLine, year: int, documents: Mapping[str, CitedDocument]) -> Lapse:
    """The verdict on one line's money of a year, the first case that holds."""
    verdict, why = _judge(line, year)
    code = next((code for since, code in _LAWS if year >= since), "")
    citation = cite(documents.get(code), code, ARTICLE, confirmed=False) if code else ""
    return Lapse(line.line, line.number, line.name, line.unit, line.source, line.amount, verdict, why, citation)


def read_lapses(cursor: Cursor, scenario: str, year: int) -> list[Lapse]:
    """The money of a year that is not spent by 31/12, line by line, in number order.

    Of the base: all that is planned in the year and not yet spent, as if nothing more were. Of a scenario: what it moves past 31/12.
    """
    return judge_lines(cursor, read_unspent(cursor, year) if scenario == BASE else read_crossing(cursor, scenario, year), year)


def judge_lines(cursor: Cursor, amounts: Mapping[str, int], year: int) -> list[Lapse]:
    """The verdicts on money of a year: line -> đồng."""
    documents = read_documents(cursor)
    sql = """SELECT id, number, name, unit, COALESCE(source, ''), COALESCE(nature, ''), COALESCE(category, ''), COALESCE(contracted, FALSE)
             FROM line WHERE id IN (SELECT unnest(?::TEXT[])) ORDER BY number"""
    found = []
    for identity, number, name, unit, source, nature, category, contracted in cursor.rows(sql, [sorted(amounts)]):
        texts = (str(unit), str(source), str(nature), str(category))
        line = UnspentLine(str(identity), int(str(number)), str(name), *texts, bool(contracted), amounts[str(identity)])
        found.append(judge_unspent(line, year, documents))
    return found


def read_unspent(cursor: Cursor, year: int) -> dict[str, int]:
    """Line of the estimate -> the đồng it plans in a year of the base and has not spent."""
    sql = """SELECT p.line, sum(p.amount)::BIGINT FROM phase p JOIN line l ON l.id = p.line
             WHERE p.year = ?::BIGINT AND NOT p.spent AND l.listing = 'estimate' GROUP BY p.line HAVING sum(p.amount) > 0"""
    return {str(line): int(str(amount)) for line, amount in cursor.rows(sql, [year])}


def read_crossing(cursor: Cursor, scenario: str, year: int) -> dict[str, int]:
    """Line of the estimate -> the đồng a scenario moves from a year or before past its 31/12; cuts are no part of it."""
    sql = """SELECT line, sum(now - kept)::BIGINT FROM moved_years(?) WHERE year > ?::BIGINT AND listing = 'estimate'
             GROUP BY line HAVING sum(now - kept) > 0"""
    return {str(line): int(str(amount)) for line, amount in cursor.rows(sql, [scenario, year])}


def sum_lapses(lapses: Iterable[Lapse]) -> list[LapseSum]:
    """The sums by source, the greatest lapsed first."""
    sums: dict[str, dict[LapseVerdict, int]] = {}
    lines: dict[str, int] = {}
    for one in lapses:
        held = sums.setdefault(one.source, dict.fromkeys(LapseVerdict, 0))
        held[one.verdict] += one.amount
        lines[one.source] = lines.get(one.source, 0) + 1
    found = [
        LapseSum(source, held[LapseVerdict.CARRIED], held[LapseVerdict.LAPSED], held[LapseVerdict.UNSURE], lines[source])
        for source, held in sums.items()
    ]
    return sorted(found, key=lambda one: (-one.lapsed, one.source))


def _judge(line: UnspentLine, year: int) -> tuple[LapseVerdict, str]:
    if not line.source:
        return LapseVerdict.UNSURE, "Khoản mục chưa có nguồn nên chưa có dự toán nào để chuyển hay hủy: chọn nguồn trước."
    if line.nature == Nature.INVESTMENT:
        return LapseVerdict.CARRIED, "Vốn đầu tư công được kéo dài, chuyển nguồn sang năm sau khi cấp có thẩm quyền cho phép."
    if line.source in AUTONOMOUS:
        return LapseVerdict.CARRIED, "Kinh phí tự chủ, phí được để lại và quỹ của đơn vị được chuyển sang năm sau dùng tiếp."
    if line.contracted and line.category in _BOUGHT:
        return LapseVerdict.CARRIED, f"Mua sắm đã ký hợp đồng: được chuyển nguồn nếu hợp đồng ký trước 31/12/{year} và đủ hồ sơ."
    if line.contracted:
        return LapseVerdict.UNSURE, "Đã ký hợp đồng nhưng không phải mua sắm: đối chiếu hồ sơ trước khi tính là được chuyển nguồn."
    if line.source in SUPPLEMENTED:
        return LapseVerdict.UNSURE, f"Chỉ phần được bổ sung sau 30/9/{year} mới được chuyển nguồn: đối chiếu ngày của quyết định bổ sung."
    return (
        LapseVerdict.LAPSED,
        f"Không thuộc trường hợp được chuyển nguồn: chưa chi hết chỉnh lý 31/01/{year + 1} thì hủy dự toán, phải xin lại.",
    )
