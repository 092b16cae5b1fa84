"""The fixed headings of the template workbook: one column a field of a line, in this order, spelt exactly so."""

from collections.abc import Sequence
from dataclasses import dataclass

TITLE = "MẪU NHẬP KHOẢN MỤC DỰ TOÁN"
SHEET = "Khoản mục"
CODES_SHEET = "Danh mục"
HEADING_ROW = 3
"""Where the headings stand (the sheet's row number as people count it, from 1)."""


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column: the field it fills, its heading, whether it must be filled, a hint, its width."""

    field: str
    heading: str
    required: bool = False
    hint: str = ""
    width: float = 14
    listed: str = ""


COLUMNS: Sequence[TemplateColumn] = (
    TemplateColumn("unit", "Mã đơn vị", True, "Mã ở trang Danh mục", 14, "units"),
    TemplateColumn("name", "Nội dung chi", True, "Tên khoản chi", 44),
    TemplateColumn("measure", "Đơn vị tính", True, "bộ, chiếc, tháng…", 12),
    TemplateColumn("quantity", "Số lượng", True, "Không âm, ví dụ 12 hoặc 0,5", 11),
    TemplateColumn("unit_price", "Đơn giá (đồng)", True, "Ví dụ 14.900.000", 16),
    TemplateColumn("times", "Số lần", False, "Để trống là 1", 9),
    TemplateColumn("source", "Mã nguồn kinh phí", True, "Mã ở trang Danh mục", 16, "sources"),
    TemplateColumn("nature", "Tính chất chi", False, "Để trống là chi thường xuyên", 18, "natures"),
    TemplateColumn("category", "Nhóm chi", False, "Để trống là khác", 24, "categories"),
    TemplateColumn("budget_code", "Mục, tiểu mục", False, "Ví dụ 6956", 12),
    TemplateColumn("norm", "Mã định mức", False, "Mã ở trang Danh mục", 14, "norms"),
    TemplateColumn("basis", "Căn cứ", False, "Văn bản, báo giá", 28),
    TemplateColumn("task", "Mã nhiệm vụ", False, "Mã ở trang Danh mục", 12, "tasks"),
    TemplateColumn("priority", "Mức ưu tiên (1-4)", False, "Để trống là 3", 10),
    TemplateColumn("year", "Năm", False, "Để trống là năm ngân sách", 8),
    TemplateColumn("quarter", "Quý", False, "Để trống là quý 1", 8),
    TemplateColumn("note", "Ghi chú", False, "", 28),
)
