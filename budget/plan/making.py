"""Making a plan a person can start from: the illustrative sample, an empty one, or a synthetic one; one journaled batch each."""

from pathlib import Path

from budget.model.problem import refuse
from budget.plan.creation import SYSTEM, create_plan, reference_bulks, table_to_bulk
from budget.plan.face import Plan, open_plan
from budget.plan.shared import adopt_store
from budget.reference.load import load_reference
from budget.sample.load import load_sample
from budget.sample.phases import spread_sample
from budget.store.store import Store

DEFAULT_SAMPLE = "quang-nam-2024"
MOST_LINES = 5_000_000
YEARS = range(2000, 2101)
SYNTHETIC_YEAR = 2024


def new_sample_plan(path: Path, sample: str = DEFAULT_SAMPLE, *, name: str = "", actor: str = SYSTEM) -> Plan:
    """The open plan of a shipped sample (its own title unless `name` says otherwise); every line and ceiling is illustrative.

    PlanError when the sample is unknown or something already stands at `path`.
    """
    _refuse_existing(path)
    data = load_sample(sample)
    lines, phases = spread_sample(data.lines)
    bulks = [*reference_bulks(data.reference), table_to_bulk("line", lines), table_to_bulk("phase_split", phases)]
    reason = "Tạo bộ dự toán từ dữ liệu minh họa"
    title = name.strip() or data.title
    return _adopt(create_plan(path, data.reference, name=title, year=data.budget_year, actor=actor, bulks=bulks, reason=reason), actor)


def new_blank_plan(path: Path, year: int, *, name: str = "", actor: str = SYSTEM) -> Plan:
    """The open plan of a budget year with units, sources, rules and tasks but no line and no ceiling; PlanError as above."""
    if year not in YEARS:
        raise refuse("year_out_of_range", f"Năm ngân sách {year} không hợp lệ.", f"Chọn một năm từ {YEARS[0]} đến {YEARS[-1]}.")
    _refuse_existing(path)
    reference = load_reference()
    title = name.strip() or f"Dự toán Đề án 06 năm {year}"
    bulks = reference_bulks(reference, ceilings=False)
    return _adopt(create_plan(path, reference, name=title, year=year, actor=actor, bulks=bulks), actor)


def generate_plan(path: Path, lines: int, seed: int, *, provinces: int = 1, name: str = "", actor: str = SYSTEM) -> Plan:
    """The open plan of `lines` synthetic lines, the same for the same seed; PlanError for a number out of range."""
    from budget.sample.synthetic import synthesize  # a heavy part that only this needs

    if not 1 <= lines <= MOST_LINES:
        raise refuse("lines_out_of_range", f"Số khoản mục {lines} không hợp lệ.", f"Chọn từ 1 đến {MOST_LINES} khoản mục.")
    if not 1 <= provinces <= lines:
        raise refuse(
            "provinces_out_of_range", f"Số tỉnh {provinces} không hợp lệ.", "Chọn ít nhất một tỉnh và không nhiều hơn số khoản mục."
        )
    _refuse_existing(path)
    made = synthesize(lines, seed, provinces)
    bulks = [*reference_bulks(made.reference), table_to_bulk("line", made.lines)]
    title = name.strip() or f"Dự toán thử nghiệm {lines} khoản mục"
    reason = f"Tạo dữ liệu thử nghiệm (hạt giống {seed})"
    return _adopt(create_plan(path, made.reference, name=title, year=SYNTHETIC_YEAR, actor=actor, bulks=bulks, reason=reason), actor)


def _adopt(store: Store, actor: str) -> Plan:
    adopt_store(store)
    return open_plan(store.path, actor)


def _refuse_existing(path: Path) -> None:
    """Said before anything is computed, so that a long generation does not end in a refusal."""
    if path.exists():
        fix = "Chọn tên tệp khác, hoặc mở tệp đang có."
        raise refuse("file_exists", f"Tệp {path} đã có sẵn nên không tạo bộ dự toán mới đè lên.", fix)
