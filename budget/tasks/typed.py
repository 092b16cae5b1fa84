"""What people type of a task read as what is stored: units and documents by name or number, days, states."""

from collections.abc import Mapping
from dataclasses import dataclass

from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.store.database import Cursor
from budget.store.records import Value
from budget.tasks.task import PARTNERS_BETWEEN, is_numbered
from budget.typed_date import read_date
from budget.vietnamese import fold, normalise

FIELDS: Mapping[str, str] = {
    "name": "Nhiệm vụ",
    "group": "Nhóm tiện ích",
    "lead_unit": "Đơn vị chủ trì",
    "partners": "Đơn vị phối hợp",
    "person": "Người phụ trách",
    "document": "Căn cứ",
    "deadline": "Thời hạn",
    "amended_deadline": "Hạn điều chỉnh",
    "amending_document": "Văn bản điều chỉnh hạn",
    "state": "Trạng thái",
    "started": "Ngày bắt đầu",
    "finished": "Ngày hoàn thành",
    "note": "Ghi chú",
}
"""The fields of a task a person may set, with their labels."""
COLUMNS = {"group": "task_group"}
"""Fields stored under another name."""
DAYS = ("deadline", "amended_deadline", "started", "finished")

Found = tuple[Value, list[Problem]]


@dataclass(frozen=True)
class KnownNames:
    """What a task may name: folded code, name or short name -> code, for units, groups and documents; documents' names by code.

    A name that two things share stands for neither.
    """

    units: Mapping[str, str]
    groups: Mapping[str, str]
    documents: Mapping[str, str]
    document_names: Mapping[str, str]
    tasks: frozenset[str]


def read_known_names(cursor: Cursor) -> KnownNames:
    """The names of the plan as it stands."""
    units = cursor.rows("SELECT code, code, name, short_name FROM unit")
    groups = cursor.rows("SELECT code, code, name, short_name FROM task_group")
    documents = cursor.rows("SELECT code, code, number, short_name FROM document")
    names = {str(code): f"{short or code} ({number})" if number else str(short or code) for code, _, number, short in documents}
    tasks = frozenset(str(code) for (code,) in cursor.rows("SELECT code FROM task"))
    return KnownNames(_by_name(units), _by_name(groups), _by_name(documents), names, tasks)


def read_field(name: str, text: str, known: KnownNames) -> Found:
    """The stored value of one typed field; a name nobody knows is refused by name."""
    cleaned = normalise(text)
    if name in DAYS:
        return read_date(cleaned)
    if name == "lead_unit":
        return _find(cleaned, known.units, "unknown_unit", "Không có đơn vị", "Chọn tên hoặc mã đơn vị có trong danh mục.")
    if name == "group":
        return _find(cleaned, known.groups, "unknown_group", "Không có nhóm tiện ích", "Chọn TI1 đến TI5 hoặc NVC.")
    if name == "partners":
        return _read_partners(text, known)
    if name == "state":
        return _read_state(cleaned)
    if name in ("document", "amending_document"):
        return _read_document(name, cleaned, known)
    if name == "name" and not cleaned:
        return None, [Problem("name_missing", "Nhiệm vụ chưa có tên.", "Ghi tên nhiệm vụ.")]
    return cleaned, []


def _find(text: str, names: Mapping[str, str], code: str, sentence: str, fix: str) -> Found:
    if not text:
        return "", []
    found = names.get(fold(text))
    return (found, []) if found else (None, [Problem(code, f"{sentence} “{text}”.", fix)])


def _read_partners(text: str, known: KnownNames) -> Found:
    parts = [part for piece in text.split("\n") for part in map(normalise, piece.split(PARTNERS_BETWEEN)) if part]
    unknown = [part for part in parts if fold(part) not in known.units]
    if unknown:
        named = "; ".join(f"“{part}”" for part in unknown)
        fix = "Ghi tên hoặc mã đơn vị có trong danh mục, cách nhau bằng dấu chấm phẩy."
        return None, [Problem("unknown_unit", f"Không có đơn vị phối hợp {named}.", fix)]
    return PARTNERS_BETWEEN.join(dict.fromkeys(known.units[fold(part)] for part in parts)), []


def _read_state(text: str) -> Found:
    for value, label in labels.TASK_STATE.items():
        if fold(text) in (fold(str(value)), fold(label)):
            return str(value), []
    listed = "; ".join(labels.TASK_STATE.values())
    return None, [Problem("unknown_choice", f"Không có trạng thái “{text}”.", f"Chọn một trong: {listed}.")]


def _read_document(name: str, text: str, known: KnownNames) -> Found:
    """A known document by code, number or short name; another one must bear a number, unless it is only being proposed."""
    if not text:
        return "", []
    code = known.documents.get(fold(text))
    if code:
        # an amending document is kept as people name it: whether it bears a number decides if the deadline moves
        return (code if name == "document" else known.document_names[code]), []
    if is_numbered(text):
        fix = "Đối chiếu lại số, ký hiệu với bản đã ký."
        return text, [Problem("document_not_listed", f"Văn bản “{text}” chưa có trong danh mục văn bản.", fix, Severity.NOTE)]
    if name == "amending_document":
        return text, []
    fix = "Ghi số, ký hiệu của văn bản, ví dụ 1080/KH-UBND."
    return None, [Problem("unknown_document", f"Không có văn bản “{text}” trong danh mục và cũng chưa có số.", fix)]


def _by_name(rows: list[tuple[object, ...]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for code, *names in rows:
        for name in filter(None, names):
            found.setdefault(fold(str(name)), set()).add(str(code))
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
