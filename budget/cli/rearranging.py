"""The commands `line split` and `line move`: previewed with --dry-run, one batch each."""

from collections.abc import Sequence
from typing import Any

from budget.cli.call import Answer, Call, opened, refuse_errors
from budget.cli.grammar import UsageError
from budget.cli.printing import decimal_number
from budget.lines.editing import LineRecord
from budget.lines.many import MOVABLE
from budget.lines.splitting import PART_FIELDS, SplitBy, SplitPart, working_layer
from budget.money import format_money
from budget.quantity import format_quantity


def split_line(call: Call) -> Answer:
    """A line in parts that add up to it."""
    words = call.words
    parts = [read_part(text) for text in words.part]
    with opened(call) as plan:
        line = plan.lines.find_id(words.line)
        if words.dry_run:
            seq, planned = None, plan.rearrange.preview_split(line, SplitBy(words.by), parts)
        else:
            receipt, planned = plan.rearrange.split(line, SplitBy(words.by), parts, words.reason, words.expect)
            seq = receipt.seq if receipt else None
        refuse_errors(planned.problems)
        scenarios = plan.rearrange.scenarios_holding([line])
    told = [_part(part) for part in planned.parts]
    amount = planned.amount
    data = {"line": line, "parts": told, "amount": amount, "scenarios": scenarios, "dry_run": words.dry_run, "seq": seq}
    return Answer(data, _split_text(planned.parts, amount, scenarios, words.dry_run))


def move_lines(call: Call) -> Answer:
    """Lines in another unit, task, source or period."""
    words = call.words
    texts = {name: str(value) for name in MOVABLE if (value := getattr(words, name))}
    if not texts:
        raise UsageError("Chưa nói chuyển khoản mục đi đâu.", "Thêm --unit, --task, --source, --year hoặc --quarter.")
    with opened(call) as plan:
        lines = list(dict.fromkeys(plan.lines.find_id(name) for name in words.lines))
        if words.dry_run:
            seq, planned = None, plan.rearrange.preview_set(lines, texts)
        else:
            receipt, planned = plan.rearrange.move(lines, texts, words.reason, words.expect)
            seq = receipt.seq if receipt else None
        refuse_errors(planned.problems)
    data = {"lines": lines, "changed": planned.changed, "amount": planned.amount_after, "dry_run": words.dry_run, "seq": seq}
    done = "Sẽ chuyển" if words.dry_run else "Đã chuyển"
    return Answer(data, f"{done} {planned.changed} trong {planned.chosen} khoản mục, {format_money(planned.amount_after)} đồng.")


def read_part(text: str) -> SplitPart:
    """A part from its words: "5; unit=502; source=NQ36-H"; UsageError for a word that is not understood."""
    size, *settings = [piece.strip() for piece in text.split(";")]
    texts = {}
    for setting in filter(None, settings):
        name, equals, value = setting.partition("=")
        if not equals or name.strip() not in PART_FIELDS:
            raise UsageError(f"Không hiểu “{setting}” trong --part.", f"Chỉ nhận: {', '.join(PART_FIELDS)}, ví dụ “5; unit=502”.")
        texts[name.strip()] = value.strip()
    return SplitPart(size, texts)


def _part(part: LineRecord) -> dict[str, Any]:
    layer = working_layer(part)
    told: dict[str, Any] = {name: part[name] for name in ("id", "number", "unit", "source", "year", "quarter", "name")}
    told.update(quantity=decimal_number(_whole(part, f"{layer}_quantity_milli")), unit_price=part[f"{layer}_unit_price"])
    told.update(times=decimal_number(_whole(part, f"{layer}_times_milli")), adjustment=part[f"{layer}_adjustment"])
    return {**told, "amount": part[f"{layer}_amount"]}


def _split_text(parts: Sequence[LineRecord], amount: int, scenarios: Sequence[str], dry_run: bool) -> str:
    rows = [_part_text(part) for part in parts]
    head = "Sẽ tách" if dry_run else "Đã tách"
    tail = f"Các phương án đang giữ khoản mục này ({', '.join(scenarios)}) chỉ có phần mới sau khi cập nhật phương án." if scenarios else ""
    return "\n".join([f"{head} thành {len(rows)} phần, cộng lại đúng {format_money(amount)} đồng:", *rows, *([tail] if tail else [])])


def _part_text(part: LineRecord) -> str:
    layer = working_layer(part)
    quantity, amount = _whole(part, f"{layer}_quantity_milli"), _whole(part, f"{layer}_amount")
    where = f"{part['unit']}, nguồn {part['source']}, quý {part['quarter']}/{part['year']}"
    return f"- khoản mục {part['number']}: {format_quantity(quantity)} {part['measure']}, {format_money(amount)} đồng, {where}"


def _whole(part: LineRecord, column: str) -> int:
    return int(part[column] or 0)
