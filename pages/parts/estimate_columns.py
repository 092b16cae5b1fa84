"""The columns of the estimate's grid, as sets a person switches between, and its rows."""

from collections.abc import Mapping, Sequence

from budget.model import labels
from budget.plan.catalogue import Catalogue
from budget.plan.terms import FIELDS, room_left
from pages.parts.grid import GridColumn

Value = int | str | bool | None
COLUMN_SETS = {
    "co-ban": "Cơ bản",
    "tham-dinh": "Thẩm định",
    "phan-loai": "Phân loại",
    "gia-thue": "Giá, thuế",
    "da-giao": "Đã giao, chi",
    "hien-co": "Định mức",
    "van-ban": "Văn bản",
    "bo-tri": "Bố trí nguồn",
}

_NUMBER = GridColumn("number", "STT", "integer", width=62, frozen=True)
_NAME = GridColumn("name", "Nội dung chi", width=196, editable=True, frozen=True)
_UNIT = GridColumn("unit_name", "Đơn vị", width=100)
_MEASURE = GridColumn("measure", "ĐVT", width=72, editable=True)
_PRICE = GridColumn("unit_price", "Đơn giá (đ)", "price", width=126, editable=True)
_DAY = "Ngày/tháng/năm, ví dụ 05/03/2024"
_AS_TEXT = (
    *("price_kind", "price_document", "price_date", "price_supplier", "vat", "vat_included", "spent_on"),
    *("request_document", "request_date", "excess_authority", "excess_document", "excess_date", "pinned", "pin_reason", "minimum"),
)
"""Fields shown as their text: labels, days, percent."""
_DAYS = ("price_date", "spent_on", "request_date", "excess_date")
"""Shown as 05/03/2024, sorted as 2024-03-05."""
_AS_NUMBER = ("price_quotes", "last_year_outturn", "this_year_allotted", "this_year_spent", "request_round")
_AMOUNT = GridColumn("amount", "Thành tiền", "money", width=150)


def columns_of(name: str, catalogue: Catalogue) -> list[GridColumn]:
    """The grid columns of a set."""
    if name == "tham-dinh":
        return [_NUMBER, _NAME, _UNIT, _MEASURE, *_layer("requested", "đề nghị"), *_layer("finance", "thẩm định"), _difference(), _note()]
    if name in _ASKED_FIRST:
        return [_NUMBER, _NAME, _UNIT, *_ASKED_FIRST[name](catalogue), _AMOUNT]
    if name == "phan-loai":
        codes = tuple(f"{code}" for code in catalogue.budget_codes)
        return [
            _NUMBER,
            _NAME,
            _UNIT,
            GridColumn("category", "Nhóm chi", width=150, editable=True, suggestions=tuple(labels.CATEGORY.values())),
            GridColumn("nature", "Tính chất", width=120, editable=True, suggestions=tuple(labels.NATURE.values())),
            GridColumn("budget_code", "Tiểu mục", width=90, editable=True, suggestions=codes),
            GridColumn("norm", "Định mức", width=110, editable=True, suggestions=tuple(catalogue.norms)),
            GridColumn("basis", "Căn cứ", width=220, editable=True),
            GridColumn("task", "Nhiệm vụ", width=90, editable=True, suggestions=tuple(catalogue.tasks)),
            GridColumn("year", "Năm", "integer", width=70, editable=True),
            GridColumn("quarter", "Quý", "integer", width=64, editable=True),
            _AMOUNT,
        ]
    return [
        _NUMBER,
        _NAME,
        _UNIT,
        _MEASURE,
        GridColumn("quantity", "Số lượng", "quantity", width=96, editable=True),
        _PRICE,
        GridColumn("times", "Số lần", "quantity", width=60, editable=True),
        _AMOUNT,
        GridColumn("source", "Nguồn", width=134, editable=True, suggestions=tuple(map(catalogue.source_name, catalogue.sources))),
        GridColumn("priority", "Ưu tiên", "integer", width=80, editable=True),
        GridColumn("locked", "Khóa", width=70, editable=True, help="Không được cắt: có / không"),
        _note(),
    ]


def _price_columns(_catalogue: Catalogue) -> list[GridColumn]:
    return [
        _PRICE,
        GridColumn("price_kind", "Căn cứ giá", width=150, editable=True, suggestions=tuple(labels.PRICE_KIND.values())),
        GridColumn("price_document", "Số văn bản", width=170, editable=True),
        GridColumn("price_date", "Ngày", width=108, editable=True, help=_DAY),
        GridColumn("price_supplier", "Nhà cung cấp", width=170, editable=True),
        GridColumn("price_quotes", "Số báo giá", "integer", width=84, editable=True),
        GridColumn("vat", "Thuế GTGT", width=80, editable=True, help="Phần trăm, ví dụ 10"),
        GridColumn("vat_included", "Giá gồm thuế", width=104, editable=True, help="có / không", suggestions=("có", "không")),
    ]


def _given_columns(_catalogue: Catalogue) -> list[GridColumn]:
    return [
        GridColumn("last_year_outturn", "Thực hiện năm trước (đ)", "price", width=140, editable=True),
        GridColumn("this_year_allotted", "Năm nay đã giao (đ)", "price", width=140, editable=True),
        GridColumn("this_year_spent", "Đã chi (đ)", "price", width=130, editable=True),
        GridColumn("spent_on", "Đến ngày", width=108, editable=True, help=_DAY),
        GridColumn("requested_amount", "Thành tiền đề nghị", "money", width=150),
    ]


def _stock_columns(catalogue: Catalogue) -> list[GridColumn]:
    return [
        _MEASURE,
        GridColumn("norm", "Định mức", width=110, editable=True, suggestions=tuple(catalogue.norms)),
        GridColumn("entitled", "Được trang bị", "quantity", width=104, editable=True, help="Số lượng theo định mức, biên chế"),
        GridColumn("usable", "Còn dùng được", "quantity", width=116, editable=True),
        GridColumn("room", "Được mua thêm", "quantity", width=116, help="Được trang bị trừ còn dùng được"),
        GridColumn("quantity", "Số lượng", "quantity", width=96, editable=True),
        _PRICE,
    ]


def _document_columns(_catalogue: Catalogue) -> list[GridColumn]:
    return [
        GridColumn("request_document", "Văn bản đề nghị", width=200, editable=True),
        GridColumn("request_date", "Ngày đề nghị", width=112, editable=True, help=_DAY),
        GridColumn("request_round", "Lần", "integer", width=60, editable=True),
        GridColumn("excess_authority", "Cấp cho vượt định mức", width=150, editable=True),
        GridColumn("excess_document", "Quyết định cho vượt", width=150, editable=True),
        GridColumn("excess_date", "Ngày quyết định", width=112, editable=True, help=_DAY),
    ]


def _funding_columns(catalogue: Catalogue) -> list[GridColumn]:
    return [
        GridColumn("source", "Nguồn", width=134, editable=True, suggestions=tuple(map(catalogue.source_name, catalogue.sources))),
        GridColumn("pinned", "Giữ nguồn này", width=110, editable=True, help="có / không", suggestions=("có", "không")),
        GridColumn("pin_reason", "Lý do giữ nguồn", width=200, editable=True),
        GridColumn("minimum", "Tối thiểu (%)", width=100, editable=True, help="100 = đủ tiền hoặc không nhận"),
        GridColumn("priority", "Ưu tiên", "integer", width=80, editable=True),
    ]


_ASKED_FIRST = {
    "gia-thue": _price_columns,
    "da-giao": _given_columns,
    "hien-co": _stock_columns,
    "van-ban": _document_columns,
    "bo-tri": _funding_columns,
}
"""The sets of what an appraiser asks first, which share their first columns and the amount."""


def grid_rows(rows: Sequence[Mapping[str, Value]], catalogue: Catalogue) -> list[dict[str, Value]]:
    """Rows of lines as the grid takes them: labels for codes, Vietnamese order for names."""
    return [_grid_row(row, catalogue) for row in rows]


def _grid_row(row: Mapping[str, Value], catalogue: Catalogue) -> dict[str, Value]:
    unit = catalogue.units.get(str(row["unit"]))
    finance, requested = row["finance_amount"], row["requested_amount"]
    difference = finance - requested if isinstance(finance, int) and isinstance(requested, int) else None
    return {
        **{name: row[name] for name in ("id", "number", "name", "measure", "unit_name", "unit_price", "amount", "priority")},
        **{name: row[name] for name in ("budget_code", "norm", "basis", "task", "year", "quarter", "note")},
        **{name: row[name] for name in row if name.startswith(("requested_", "finance_"))},
        **{name: FIELDS[name].show(row[FIELDS[name].column]) for name in _AS_TEXT},
        **{name: row[name] for name in _AS_NUMBER},
        "entitled": row["entitled_milli"],
        "usable": row["usable_milli"],
        "room": room_left(row["entitled_milli"], row["usable_milli"]),
        "source": catalogue.source_name(str(row["source"] or "")),
        "seen": row["version"],
        "quantity": row["quantity_milli"],
        "times": row["times_milli"],
        "requested_quantity": row["requested_quantity_milli"],
        "requested_times": row["requested_times_milli"],
        "finance_quantity": row["finance_quantity_milli"],
        "finance_times": row["finance_times_milli"],
        "locked": "có" if row["locked"] else "",
        "category": labels.CATEGORY.get(str(row["category"]), row["category"]),
        "nature": labels.NATURE.get(str(row["nature"]), row["nature"]),
        "difference": difference,
        "unit_name__sort": unit.position if unit else 0,
        "vat__sort": row["vat_bp"],
        **{f"{name}__sort": row[name] or "" for name in _DAYS},
    }


def _layer(layer: str, label: str) -> list[GridColumn]:
    return [
        GridColumn(f"{layer}_quantity", f"SL {label}", "quantity", width=96, editable=True),
        GridColumn(f"{layer}_unit_price", f"Đơn giá {label} (đ)", "price", width=130, editable=True),
        GridColumn(f"{layer}_times", "Số lần", "quantity", width=70, editable=True),
        GridColumn(f"{layer}_amount", f"Thành tiền {label}", "money", width=140),
    ]


def _difference() -> GridColumn:
    return GridColumn("difference", "Tăng (+) giảm (-)", "money", width=130, help="Thẩm định trừ đề nghị")


def _note() -> GridColumn:
    return GridColumn("note", "Ghi chú", width=180, editable=True)
