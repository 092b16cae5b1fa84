"""The content appraisal of the police request by Sở TT&TT: what it concludes of a line and which figures it accepts.

Law: "đạt" accepts the request as it is; "cần sửa" says what it accepts or what must change; "không đạt" accepts 0 and says why;
nobody's conclusion yet = no figures. The finance layer is never touched here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from budget.lines.editing import LineRecord, layer_amount
from budget.lines.fields import FIELDS
from budget.lines.many import working_amount
from budget.model.problem import Problem
from budget.model.states import ContentVerdict, Layer, Severity
from budget.money import format_money
from budget.store.kinds import LINE
from budget.store.records import Change, Value
from budget.vietnamese import normalise

TEXTS = ("verdict", "quantity", "unit_price", "opinion", "document", "date")
"""What a person tells of an appraisal, each as text; only the verdict is always needed."""
_FIELD = {
    "verdict": "content_verdict",
    "quantity": "content_quantity",
    "unit_price": "content_unit_price",
    "opinion": "content_opinion",
    "document": "content_document",
    "date": "content_date",
}
_DRIVERS = ("quantity_milli", "unit_price", "times_milli", "adjustment")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A conclusion: accepted quantity (thousandths) and unit price (đồng), None = as requested; its opinion and document."""

    verdict: ContentVerdict
    quantity_milli: int | None = None
    unit_price: int | None = None
    opinion: str | None = None
    document: str | None = None
    date: str | None = None

    @property
    def states_figures(self) -> bool:
        """Whether an accepted quantity or price is stated."""
        return self.quantity_milli is not None or self.unit_price is not None


@dataclass(frozen=True, slots=True)
class PlannedAppraisal:
    """What an act on the request would change: lines chosen and changed, đồng before and after, and what stands in the way."""

    changes: tuple[Change, ...]
    chosen: int
    changed: int
    before: int
    after: int
    problems: tuple[Problem, ...] = ()


def read_judgement(texts: Mapping[str, str]) -> tuple[Judgement | None, list[Problem]]:
    """The conclusion a person typed, or what is wrong with it; KeyError for a text that is none of TEXTS."""
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, text in texts.items():
        values[name], found = FIELDS[_FIELD[name]].read(text) if normalise(text) else (None, [])
        problems += [problem for problem in found if problem.severity is Severity.ERROR]
    if not problems and values.get("verdict") is None:
        problems.append(Problem("verdict_missing", "Chưa chọn kết luận thẩm định nội dung.", "Chọn Đạt, Cần sửa hoặc Không đạt."))
    if problems:
        return None, problems
    verdict, quantity = ContentVerdict(str(values.pop("verdict"))), values.pop("quantity", None)
    judgement = Judgement(verdict, quantity, **values)  # type: ignore[arg-type]  # the fields' own types
    refusal = _refuse(judgement)
    return (None, [refusal]) if refusal else (judgement, [])


def _refuse(judgement: Judgement) -> Problem | None:
    if judgement.verdict is ContentVerdict.FAILED and not judgement.opinion:
        return Problem("opinion_missing", "Kết luận không đạt phải có ý kiến.", "Ghi vì sao không đạt vào ô Ý kiến.")
    if judgement.verdict is ContentVerdict.AMEND and not (judgement.states_figures or judgement.opinion):
        sentence = "Kết luận cần sửa phải nói chấp nhận bao nhiêu hoặc cần sửa gì."
        return Problem("amendment_missing", sentence, "Nhập số lượng, đơn giá chấp nhận, hoặc ghi điều cần sửa vào ô Ý kiến.")
    if judgement.states_figures and judgement.verdict is not ContentVerdict.AMEND:
        sentence = "Chỉ kết luận cần sửa mới có số lượng, đơn giá chấp nhận riêng."
        return Problem("figures_not_asked", sentence, "Chọn Cần sửa, hoặc để trống số lượng và đơn giá chấp nhận.")
    return None


def plan_appraisal(records: Mapping[str, LineRecord], judgement: Judgement, seen: int | None) -> PlannedAppraisal:
    """The changes that record one conclusion for these lines (every stored column); any problem refuses all of them."""
    if judgement.states_figures and len(records) > 1:
        sentence = f"Đang chọn {len(records)} khoản mục nên không dùng chung một số lượng, đơn giá chấp nhận được."
        problem = Problem("figures_for_many", sentence, "Bỏ trống hai ô đó, hoặc thẩm định từng khoản mục.")
        return PlannedAppraisal((), len(records), 0, 0, 0, (problem,))
    drafts = {line: {**record, **_figures(record, judgement), **_opinion(judgement)} for line, record in records.items()}
    found = [refusal for line, draft in drafts.items() if (refusal := _check(line, draft))]
    return _planned(records, drafts, ("content", "opinion"), seen, found, "content_amount")


def plan_finance(records: Mapping[str, LineRecord], seen: int | None) -> PlannedAppraisal:
    """The changes that take judged content figures as finance figures where there are none yet; the sums are working amounts."""
    drafts: dict[str, dict[str, Value]] = {}
    for line, record in records.items():
        judged = record.get("content_verdict") in (ContentVerdict.PASSED, ContentVerdict.AMEND, ContentVerdict.FAILED)
        taken = judged and record.get("content_amount") is not None and record.get("finance_amount") is None
        figures = {f"finance_{name}": record[f"content_{name}"] for name in (*_DRIVERS, "amount")} if taken else {}
        drafts[line] = {**record, **figures}
    planned = _planned(records, drafts, ("finance",), seen, [], "")
    before, after = (sum(working_amount(draft) for draft in side.values()) for side in (records, drafts))
    return replace(planned, before=before, after=after)


def _figures(record: LineRecord, judgement: Judgement) -> dict[str, Value]:
    """The content layer a conclusion leaves: as requested, as stated, 0, or none."""
    accepts_nothing_yet = judgement.verdict is ContentVerdict.AMEND and not judgement.states_figures
    if judgement.verdict is ContentVerdict.PENDING or accepts_nothing_yet:
        return dict.fromkeys(LINE.groups["content"])
    figures: dict[str, Value] = {f"content_{name}": record[f"requested_{name}"] for name in _DRIVERS}
    if judgement.verdict is ContentVerdict.FAILED:
        figures.update(content_quantity_milli=0, content_adjustment=0)
    if judgement.quantity_milli is not None:
        figures["content_quantity_milli"] = judgement.quantity_milli
    if judgement.unit_price is not None:
        figures["content_unit_price"] = judgement.unit_price
    return {**figures, "content_amount": layer_amount(figures, Layer.CONTENT)}


def _opinion(judgement: Judgement) -> dict[str, Value]:
    if judgement.verdict is ContentVerdict.PENDING:
        return dict.fromkeys(LINE.groups["opinion"])
    told = {"content_opinion": judgement.opinion, "content_document": judgement.document, "content_date": judgement.date}
    return {"content_verdict": judgement.verdict.value, **told}


def _check(line: str, draft: Mapping[str, Value]) -> Problem | None:
    accepted, asked = draft["content_amount"], int(draft["requested_amount"] or 0)
    if accepted is None or 0 <= int(accepted) <= asked:
        return None
    where = f"Khoản mục số {draft['number']}"
    if int(accepted) < 0:
        sentence = f"{where} sẽ có số thẩm định nội dung âm vì khoản giảm trừ lớn hơn số chấp nhận."
        return Problem("amount_out_of_range", sentence, "Tăng số lượng hoặc đơn giá chấp nhận, hoặc kết luận không đạt.", line=line)
    sentence = f"{where}: số chấp nhận {format_money(int(accepted))} đ lớn hơn đề nghị {format_money(asked)} đ."
    return Problem("police_content_above", sentence, "Thẩm định không cao hơn đề nghị; đơn vị muốn thêm thì phải đề nghị lại.", line=line)


def _planned(
    records: Mapping[str, LineRecord],
    drafts: Mapping[str, Mapping[str, Value]],
    groups: Sequence[str],
    seen: int | None,
    problems: Sequence[Problem],
    counted: str,
) -> PlannedAppraisal:
    changes = []
    for line, record in records.items():
        for group in groups:
            old, new = ({name: side[name] for name in LINE.groups[group]} for side in (record, drafts[line]))
            if old != new:
                changes.append(Change("line", line, group, old, new, seen))
    before, after = (sum(int(draft.get(counted) or 0) for draft in side.values()) for side in (records, drafts))
    touched = len({change.entity for change in changes})
    return PlannedAppraisal(() if problems else tuple(changes), len(records), touched, before, after, tuple(problems))
