"""Which rules gave way and what each binding rule costs, in sentences. Prices hold only for small changes around the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.cuts.answer import Answer
from budget.cuts.drawing import Drawn
from budget.cuts.instance import Row, RowKind
from budget.cuts.settings import Scope
from budget.cuts.telling import LOCAL, say_scope
from budget.model.states import UnitLevel
from budget.money import format_money, format_short

MILLION = 1_000_000
NAMED = 3
_LEVELS: Mapping[str, str] = {UnitLevel.COMMUNE: "xã", UnitLevel.DISTRICT: "huyện", UnitLevel.PROVINCE: "sở, ban, ngành"}


@dataclass(frozen=True, slots=True)
class RulePrice:
    """A rule that binds: its row, what it is about, its limit (đồng), and what one triệu more of it does to the harm (<0: spares)."""

    row: int
    kind: RowKind
    subject: str
    name: str
    limit: int
    harm_of_million: int
    sentence: str


def say_relaxed(drawn: Drawn, answer: Answer) -> list[str]:
    """The rules that had to give way, those of one sort together, each with by how much; empty when all are kept."""
    rows = drawn.instance.rows
    by_kind: dict[RowKind, list[tuple[Row, int]]] = {}
    for one in answer.relaxed:
        by_kind.setdefault(rows[one.row].kind, []).append((rows[one.row], one.by))
    return [sentence for kind in RowKind for sentence in _say(kind, by_kind.get(kind, []), drawn)]


def say_prices(drawn: Drawn, answer: Answer) -> list[RulePrice]:
    """What each rule with a price costs, the dearest first."""
    found = []
    for at, (row, price) in enumerate(zip(drawn.instance.rows, answer.price, strict=True)):
        harm = round(abs(price) * MILLION) * (1 if row.at_least else -1)
        if harm and row.kind is not RowKind.AT_LEAST:
            name = _name(row.subject, drawn)
            found.append(RulePrice(at, row.kind, row.subject, name, row.limit, harm, _price(row, name, harm, drawn)))
    return sorted(found, key=lambda one: (-abs(one.harm_of_million), one.row))


def _say(kind: RowKind, given: Sequence[tuple[Row, int]], drawn: Drawn) -> list[str]:
    if kind is RowKind.UNIT_CAP and given:
        total = sum(by for _, by in given)
        each = "" if len(given) == 1 else " tổng cộng"
        return [f"Nới mức trần cắt của {_units([row.subject for row, _ in given], drawn)} thêm{each} {format_short(total)}."]
    return [_say_one(row, by, drawn) for row, by in given]


def _say_one(row: Row, by: int, drawn: Drawn) -> str:
    name = _name(row.subject, drawn)
    if row.kind is RowKind.TARGET:
        fall = f"từ {format_short(row.limit)} xuống {format_short(row.limit - by)} (thiếu {format_short(by)})"
        return f"Hạ mục tiêu cắt{_of(row, drawn)} {fall}."
    if row.kind is RowKind.FLOOR:
        return f"Hạ mức sàn của nhóm chi “{name}” thêm {format_short(by)}."
    if row.kind is RowKind.CEILING:
        return f"Nâng mức nhu cầu cho phép của nguồn {name} thêm {format_short(by)}."
    return f"Cho phép cắt thêm {format_money(by)} khoản trong nhóm phải giữ ít nhất một khoản (nhóm có “{name}”)."


def _price(row: Row, name: str, harm: int, drawn: Drawn) -> str:
    amount = format_short(abs(harm))
    if row.kind is RowKind.TARGET:
        return f"Mỗi 1 triệu đồng mục tiêu{_of(row, drawn)} tăng thêm thì thiệt hại tăng {amount} ({LOCAL})."
    if row.kind is RowKind.CEILING:
        return f"Mỗi 1 triệu đồng nhu cầu của nguồn {name} được giữ thêm thì thiệt hại giảm {amount} ({LOCAL})."
    what = f"trần của {name} nới thêm" if row.kind is RowKind.UNIT_CAP else f"mức sàn của nhóm chi “{name}” hạ thêm"
    return f"Mỗi 1 triệu đồng {what} thì thiệt hại giảm {amount} ({LOCAL})."


def _of(row: Row, drawn: Drawn) -> str:
    scope = next((target.scope for target in drawn.settings.targets if target.subject == row.subject), Scope.WHOLE)
    return say_scope(scope, row.subject, drawn.instance.titles)


def _units(codes: Sequence[str], drawn: Drawn) -> str:
    """One unit by name; several counted, the first few named."""
    names = [_name(code, drawn) for code in codes]
    if len(names) == 1:
        return names[0]
    levels: Mapping[str, str] = dict(zip(drawn.figures.texts("unit"), drawn.figures.texts("level"), strict=True))
    kinds = {levels.get(code, "") for code in codes}
    word = _LEVELS.get(kinds.pop(), "đơn vị") if len(kinds) == 1 else "đơn vị"
    if word == _LEVELS[UnitLevel.COMMUNE] and not all(" xã " in f" {name} " for name in names):
        word = "xã, phường"
    more = "" if len(names) <= NAMED else f" và {len(names) - NAMED} {word} khác"
    return f"{len(names)} {word} ({', '.join(names[:NAMED])}{more})"


def _name(subject: str, drawn: Drawn) -> str:
    return drawn.instance.titles.get(subject, subject)
