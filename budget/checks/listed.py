"""Lines against what an annex grants: more than granted, tied to the wrong item, beyond the list, granted already and asked again.

Law: a unit whose list nobody has entered is unknown, never beyond and never a yes; quantities are held together per item, not per line.
"""

from collections.abc import Iterable, Mapping

from budget.checks.few import WANTED, beside_by, is_asked
from budget.checks.registry import found
from budget.checks.scope import Scope, quote
from budget.checks.who import Line
from budget.funding.listed import ItemUse, read_uses, same_measure
from budget.funding.rules import cite
from budget.model.problem import Problem
from budget.model.states import Category
from budget.quantity import format_quantity
from budget.store.database import Cursor

SHARED = frozenset({"listed_over_quantity"})
"""Codes found of all lines on one item together."""
_ASKED = "k.listing = 'estimate' AND k.amount > 0"
_GRANTED = "EXISTS (SELECT 1 FROM listed_item i WHERE i.unit = k.unit AND i.source = k.source)"
_EXPLAIN = "Ghép với mục trong phụ lục nếu có; nếu đúng là ngoài phụ lục thì giải trình (xác nhận kèm lý do), đổi nguồn hoặc bỏ."


def check_listed(scope: Scope) -> list[Problem]:
    """What is wrong between some lines and the lists of their sources."""
    if not scope.may(lambda k: k["listing"] == "estimate"):
        return []
    sources, entered = sorted(scope.law.listing.granted), scope.law.listing.entered
    problems = _untied(scope, sources, entered)
    if scope.may(lambda k: k["listed_item"]) and scope.cursor.rows("SELECT 1 FROM line WHERE listed_item <> '' LIMIT 1"):
        problems += _tied(scope, scope.law.names)
    return [*problems, *_again(scope, sources, scope.law.names)] if entered else problems


def beside_on_items(cursor: Cursor, lines: Iterable[str]) -> set[str]:
    """The lines tied to the items that some lines are tied to."""
    return beside_by(cursor, "listed_item", lines)


def _tied(scope: Scope, names: Mapping[str, str]) -> list[Problem]:
    tied = list(scope.rows("k.listed_item, k.unit, k.source, k.measure", f"kept k WHERE k.listed_item <> '' AND {_ASKED}"))
    uses = {use.item.id: use for use in read_uses(scope.cursor, scope.scenario)}
    problems = []
    for line, values in tied:
        item, unit, source, measure = (str(value) for value in values)
        use = uses.get(item)
        problem = _misfit(line, use, (unit, source, measure), names)
        if problem is not None:
            problems.append(problem)
    return [*problems, *_over(scope, uses, {str(values[0]) for _, values in tied})]


def _misfit(line: Line, use: ItemUse | None, place: tuple[str, str, str], names: Mapping[str, str]) -> Problem | None:
    unit, source, measure = place
    if use is None:
        sentence, fix = f"{line} ghép với một mục phụ lục không còn.", "Ghép lại với mục đang có, hoặc bỏ ghép."
    elif (use.item.unit, use.item.source) != (unit, source):
        granted = names.get(use.item.source, use.item.source)
        sentence = f"{line} ghép với mục “{use.item.name}” mà {granted} cấp cho đơn vị khác hoặc từ nguồn khác."
        fix = "Ghép với mục của đúng đơn vị, đúng nguồn, hoặc bỏ ghép."
    elif not same_measure(use.item.measure, measure):
        sentence = f"{line} tính theo “{measure}” còn phụ lục cấp “{use.item.name}” theo “{use.item.measure}” nên không so được số lượng."
        fix = "Sửa đơn vị tính cho giống phụ lục."
    else:
        return None
    return found("listed_mismatch", sentence, fix, line=line.id)


def _over(scope: Scope, uses: Mapping[str, ItemUse], items: set[str]) -> list[Problem]:
    """One problem an item, on the youngest of its lines; the others are named."""
    problems = []
    over = [uses[item] for item in sorted(items) if item in uses and uses[item].left_milli < 0]
    for use in over:
        sql = """SELECT r.id, r.number, r.name, COALESCE(p.unit_name, r.unit), r.quantity_milli FROM resolved(?) r
                 LEFT JOIN purse p ON p.unit = r.unit
                 WHERE r.listed_item = ? AND r.listing = 'estimate' AND NOT r.dropped AND r.amount > 0 ORDER BY r.number"""
        rows = scope.cursor.rows(sql, [scope.scenario, use.item.id])
        identity, number, name, unit, quantity = rows[-1]
        line = Line(str(identity), int(str(number)), str(name), str(unit))
        item, own = use.item, int(str(quantity))
        bought = f", đã mua {format_quantity(item.bought_milli)}" if item.bought_milli else ""
        with_others = f" cùng {len(rows) - 1} khoản khác" if len(rows) > 1 else ""
        sentence = (
            f"{line}{with_others} đề nghị {format_quantity(use.asked_milli)} {item.measure} “{item.name}”, vượt số lượng trong phụ lục: "
            f"được cấp {format_quantity(item.quantity_milli)}{bought}, còn {format_quantity(max(item.room_milli, 0))}."
        )
        room = own + use.left_milli
        fix = f"Giảm {format_quantity(-use.left_milli)} {item.measure}, hoặc chuyển phần vượt sang nguồn khác kèm giải trình."
        cure = ("quantity", format_quantity(room)) if room > 0 else None
        others = tuple(str(row[0]) for row in rows[:-1])
        problems.append(found("listed_over_quantity", sentence, fix, line=line.id, others=others, cure=cure))
    return problems


def _untied(scope: Scope, sources: list[str], entered: bool) -> list[Problem]:
    """Lines of a listed source that stand on no item: beyond the list, or of a unit whose list nobody has entered."""
    # to a unit the rules do not let the source pay, its list says nothing
    granted = scope.law.listing.granted
    if not sources or not scope.may(lambda k: is_asked(k) and not k["listed_item"] and k["unit"] in granted.get(str(k["source"]), ())):
        return []
    units = {source: ", ".join(quote(unit) for unit in sorted(granted[source])) for source in sources if granted[source]}
    may_be = " OR ".join(f"(k.source = {quote(source)} AND k.unit IN ({codes}))" for source, codes in units.items())
    where = f"kept k JOIN source s ON s.code = k.source WHERE {_ASKED} AND k.listed_item = '' AND ({may_be or 'FALSE'})"
    ending = "' lấy nguồn ' || s.short_name || ' nhưng chưa nhập phụ lục của đơn vị nên chưa biết có được cấp không.'"
    fix = "Nhập phụ lục được cấp ở trang Nguồn kinh phí rồi ghép khoản mục."
    problems = scope.told("listed_unknown", ending, fix, f"{where} AND NOT {_GRANTED}")
    if not entered:
        return problems
    for line, (source, name) in scope.rows("k.source, s.short_name", f"{where} AND {_GRANTED}"):
        sentence = f"{line} không ghép với mục nào trong phụ lục: {name} đã đáp ứng, phải giải trình."
        problems.append(found("listed_beyond", sentence, _EXPLAIN, line=line.id, citation=_cite(scope, str(source))))
    return problems


def _again(scope: Scope, sources: list[str], names: Mapping[str, str]) -> list[Problem]:
    """Equipment asked of another source though the unit's annex grants the very same thing."""
    if not scope.may(lambda k: k["category"] == Category.EQUIPMENT and k["source"] not in sources):
        return []
    marks = ", ".join("?" for _ in sources) or "''"
    wanted = WANTED.replace("r.", "i.")
    where = f"""kept k JOIN (SELECT unit, source, {wanted} AS wanted, min(name) AS granted, sum(quantity_milli)::BIGINT AS quantity
                    FROM listed_item i GROUP BY ALL) g ON g.unit = k.unit AND g.wanted = k.wanted
                WHERE {_ASKED} AND k.category = '{Category.EQUIPMENT}' AND k.source NOT IN ({marks})"""
    problems = []
    for line, (source, granted, quantity, measure) in scope.rows("g.source, g.granted, g.quantity, k.measure", where, sources):
        name, many = names.get(str(source), str(source)), format_quantity(int(str(quantity)))
        sentence = f"{line} đề nghị lại thứ mà {name} đã cấp cho đơn vị: {many} {measure} “{granted}” trong phụ lục."
        fix = f"Chuyển về nguồn {name} và ghép với mục đó; nếu là nhu cầu thêm thì giải trình (xác nhận kèm lý do)."
        problems.append(found("listed_again", sentence, fix, line=line.id, citation=_cite(scope, str(source))))
    return problems


def _cite(scope: Scope, source: str) -> str:
    """The annex of the decision a source rests on; what people entered of it is theirs to check."""
    return cite(scope.law.documents.get(source), scope.law.names.get(source, source), "phụ lục", confirmed=False)
