"""Transfers as people read them: which line gives to which, under which names, and which purses go up once it is decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budget.cuts.transfers.kept import Identity, Left, Transfer
from budget.funding.pots import read_owners
from budget.model import labels
from budget.model.ids import PROVINCE_POT
from budget.money import format_money
from budget.scenarios.reading import read_source_names
from budget.store.database import Cursor

GONE = "Khoản mục đã xóa"


@dataclass(frozen=True, slots=True)
class LineName:
    """A line by its number (0 = gone from the plan), name and unit."""

    line: str
    number: int
    name: str
    unit: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class TransferTold:
    """One transfer with names."""

    transfer: Transfer
    giver: LineName
    taker: LineName
    source_name: str
    nature_name: str

    @property
    def standing(self) -> str:
        """Whether the province decides or proposes."""
        return "Kiến nghị" if self.transfer.proposal else "Trong thẩm quyền cấp tỉnh"


@dataclass(frozen=True, slots=True)
class LeftTold:
    """Freed money of a line that went nowhere."""

    giver: LineName
    amount: int
    reason: str


@dataclass(frozen=True, slots=True)
class Raise:
    """A purse that is to go up by so many đồng once the transfer is decided; `name` as people call it."""

    pot: str
    name: str
    year: int
    amount: int


@dataclass(frozen=True)
class TransfersTold:
    """Everything about the transfers of a question or of a saved run, ready to be shown; sums are those of `identity`."""

    transfers: tuple[TransferTold, ...]
    left: tuple[LeftTold, ...]
    raises: tuple[Raise, ...]
    identity: Identity

    def given_by(self, line: str) -> int:
        """What a line of other spending gives, in đồng."""
        return sum(one.transfer.amount for one in self.transfers if one.transfer.line_from == line)


def tell_transfers(cursor: Cursor, transfers: Sequence[Transfer], left: Sequence[Left], identity: Identity) -> TransfersTold:
    """The transfers with names as the plan has them now."""
    names = _read_names(cursor, {line for one in transfers for line in (one.line_from, one.line_to)} | {one.line for one in left})
    sources = read_source_names(cursor)
    told = tuple(
        TransferTold(
            one,
            _name(names, one.line_from),
            _name(names, one.line_to),
            sources.get(one.source, one.source),
            labels.NATURE.get(one.nature, one.nature),
        )
        for one in transfers
    )
    rest = tuple(LeftTold(_name(names, one.line), one.amount, one.reason) for one in left)
    return TransfersTold(told, rest, _raises(cursor, transfers), identity)


def say_identity(one: Identity) -> list[str]:
    """What is freed and where it went, and what both lists come to before and after: two sentences."""
    freed = f"Chi khác giảm {format_money(one.freed)} = chuyển {format_money(one.moved)} + chưa chuyển {format_money(one.left)} đồng."
    rest = [f"chưa chuyển {format_money(one.left)}"] if one.left else []
    rest += [f"giảm trừ thẩm định {format_money(one.reduced)}"] if one.reduced else []
    after = " + ".join([f"chi khác {format_money(one.other_after)}", f"đã bố trí cho dự toán {format_money(one.arranged_after)}", *rest])
    before = f"chi khác {format_money(one.other_before)} + đã bố trí cho dự toán {format_money(one.arranged_before)}"
    return [freed, f"Tổng hai danh mục không đổi, {format_money(one.before)} đồng: trước là {before}; sau là {after}."]


def _raises(cursor: Cursor, transfers: Iterable[Transfer]) -> tuple[Raise, ...]:
    sums: dict[str, int] = {}
    for one in transfers:
        sums[one.pot] = sums.get(one.pot, 0) + one.amount
    owners, sources = read_owners(cursor) if sums else {}, read_source_names(cursor)
    found = []
    for pot, amount in sums.items():
        source, unit, year, _ = pot.split("|")
        whose = "" if unit == PROVINCE_POT else f" của {owners[unit].name if unit in owners else unit}"
        found.append(Raise(pot, f"{sources.get(source, source)}{whose}", int(year), amount))
    return tuple(sorted(found, key=lambda one: (-one.amount, one.pot)))


def _read_names(cursor: Cursor, lines: set[str]) -> dict[str, LineName]:
    sql = """SELECT l.id, l.number, l.name, l.unit, COALESCE(u.name, l.unit) FROM line l LEFT JOIN unit u ON u.code = l.unit
             WHERE l.id IN (SELECT unnest(?::TEXT[]))"""
    rows = cursor.rows(sql, [sorted(lines)]) if lines else []
    return {str(row[0]): LineName(str(row[0]), int(str(row[1])), *(str(part or "") for part in row[2:])) for row in rows}


def _name(names: dict[str, LineName], line: str) -> LineName:
    return names.get(line) or LineName(line, 0, GONE, "", "")
