"""The plan's eligibility rules and the documents they cite, as stored, and how a citation reads.

What nobody has confirmed says "cần kiểm tra" wherever it is cited; a date is given only when it was seen on the document.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from budget.model.states import Category, ContentVerdict, Form, Gate, Listed, Nature, Route, UnitKind, UnitLevel, Verdict
from budget.reference.law import Confidence, Document
from budget.reference.money_sources import Rule
from budget.store.database import Cursor

UNCONFIRMED = "cần kiểm tra"
_SHORT_KINDS = {
    "Quyết định": "QĐ",
    "Nghị quyết": "NQ",
    "Nghị định": "NĐ",
    "Thông tư": "TT",
    "Kế hoạch": "KH",
    "Chỉ thị": "CT",
    "Tờ trình": "TTr",
    "Công văn": "CV",
    "Báo cáo": "BC",
}


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document as citations need it; `issued` None = nobody has seen the date, `date_seen` = it was confirmed."""

    code: str
    kind: str
    number: str
    title: str
    short_name: str
    issued: date | None
    date_seen: bool
    valid_from: date | None
    valid_to: date | None
    confirmed: bool

    @property
    def name(self) -> str:
        """How the document is named in a citation, with its date when that was seen."""
        if not self.number:
            return self.title or self.short_name or self.code
        head = f"{self.title} số" if self.kind == "Luật" else _SHORT_KINDS.get(self.kind, self.kind)
        dated = f" ngày {self.issued:%d/%m/%Y}" if self.issued is not None and self.date_seen else ""
        return f"{head} {self.number}{dated}"

    def is_in_force(self, on: date) -> bool:
        """Whether the document is in force on a day, both ends included; an unknown end is open."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


def cite(document: CitedDocument | None, code: str, article: str = "", *, confirmed: bool = True) -> str:
    """A citation: the document, its article, and "cần kiểm tra" when the document or what rests on it is not confirmed."""
    name = document.name if document else code
    text = f"{name}, {article}" if article else name
    sure = confirmed and document is not None and document.confirmed
    return text if sure else f"{text} ({UNCONFIRMED})"


def cited_document(document: Document) -> CitedDocument:
    """A document of the shipped reference data as citations need it."""
    return CitedDocument(
        code=document.code,
        kind=document.kind,
        number=document.number,
        title=document.title,
        short_name=document.short_name,
        issued=document.issued,
        date_seen=document.date_confidence is Confidence.CONFIRMED,
        valid_from=document.valid_from,
        valid_to=document.valid_to,
        confirmed=document.confidence is Confidence.CONFIRMED,
    )


def read_documents(cursor: Cursor) -> dict[str, CitedDocument]:
    """Every legal document of the plan's reference data, by code."""
    sql = "SELECT code, kind, number, title, short_name, issued, date_confidence, valid_from, valid_to, confidence FROM known_document"
    return {
        str(code): CitedDocument(
            code=_text(code),
            kind=_text(kind),
            number=_text(number),
            title=_text(title),
            short_name=_text(short),
            issued=_day(issued),
            date_seen=date_seen == Confidence.CONFIRMED,
            valid_from=_day(start),
            valid_to=_day(end),
            confirmed=confidence == Confidence.CONFIRMED,
        )
        for code, kind, number, title, short, issued, date_seen, start, end, confidence in cursor.rows(sql)
    }


def read_rules(cursor: Cursor) -> tuple[Rule, ...]:
    """Every eligibility rule of the plan, in id order; ValueError for a value outside the closed sets (our own mistake)."""
    names = [field.name for field in fields(Rule)]
    rows = cursor.rows(f"SELECT {', '.join(names)} FROM rule ORDER BY id")
    return tuple(rule_of(dict(zip(names, row, strict=True))) for row in rows)


def rule_of(row: Mapping[str, object]) -> Rule:
    """A stored row as a rule; an empty condition means any."""
    return Rule(
        id=_text(row["id"]),
        source=_text(row["source"]),
        verdict=Verdict(_text(row["verdict"])),
        unit_level=UnitLevel(_text(row["unit_level"])) if row["unit_level"] else None,
        unit_kind=UnitKind(_text(row["unit_kind"])) if row["unit_kind"] else None,
        category=Category(_text(row["category"])) if row["category"] else None,
        nature=Nature(_text(row["nature"])) if row["nature"] else None,
        form=Form(_text(row["form"])) if row["form"] else None,
        route=Route(_text(row["route"])) if row["route"] else None,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        year_from=_whole(row["year_from"]),
        year_to=_whole(row["year_to"]),
        unit=_text(row["unit"]) or None,
        cap_share_bp=_whole(row["cap_share_bp"]),
        cap_amount=_whole(row["cap_amount"]),
        document=_text(row["document"]),
        article=_text(row["article"]),
        reason=_text(row["reason"]),
        confidence=Confidence(_text(row["confidence"]) or Confidence.UNSURE),
        rank=_whole(row["rank"]) or 0,
        task=_text(row["task"]) or None,
        task_group=_text(row["task_group"]) or None,
        budget_code=_text(row["budget_code"]) or None,
        appraisal=ContentVerdict(_text(row["appraisal"])) if row["appraisal"] else None,
        listed=Listed(_text(row["listed"])) if row["listed"] else None,
        gate=Gate(_text(row["gate"])) if row["gate"] else None,
        instead_of=_text(row["instead_of"]) or None,
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
