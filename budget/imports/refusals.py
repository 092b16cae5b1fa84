"""Why a file cannot be read, each in one sentence with what to do about it."""

from budget.model.problem import Problem
from budget.money import format_money

RESAVE = "Mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx rồi nhập lại."
_COPY = "Chép riêng vùng số liệu sang một tệp .xlsx mới rồi nhập lại."
_SPLIT = "Chia tệp thành nhiều phần rồi nhập từng phần."
_ACCEPTED = "Chọn tệp .xlsx, .xls, .ods hoặc .csv."


class Refused(Exception):
    """The file cannot be read; carries the sentence."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(problem.sentence)
        self.problem = problem


def unreadable(name: str) -> Problem:
    """The file cannot be opened at all."""
    return Problem("file_unreadable", f"Không mở được tệp “{name}”.", "Kiểm tra tên tệp, quyền đọc, rồi chọn lại tệp.")


def empty(name: str) -> Problem:
    """The file, or every sheet of it, holds nothing."""
    return Problem("file_empty", f"Tệp “{name}” không có nội dung nào.", "Kiểm tra lại tệp rồi chọn tệp có số liệu.")


def too_large(name: str, size: int, most: int) -> Problem:
    """More bytes than are ever read."""
    sentence = f"Tệp “{name}” lớn {format_money(size // 2**20)} MB, vượt {format_money(most // 2**20)} MB."
    return Problem("file_too_large", sentence, _SPLIT)


def too_many_cells(name: str, most: int) -> Problem:
    """More filled cells than are ever read."""
    return Problem("file_too_large", f"Tệp “{name}” có hơn {format_money(most)} ô.", _SPLIT)


def not_a_workbook(name: str, found: str = "") -> Problem:
    """The bytes are of something else; `found` says of what, when that is known."""
    what = f" mà là {found}" if found else ""
    return Problem("not_workbook", f"Tệp “{name}” không phải bảng tính{what}.", _ACCEPTED)


def web_page(name: str) -> Problem:
    """A page of HTML under a workbook's name, as many programs write."""
    sentence = f"Tệp “{name}” là trang web (HTML) mang tên bảng tính, thường do phần mềm khác xuất ra."
    return Problem("not_workbook", sentence, RESAVE)


def other_format(name: str, kind: str) -> Problem:
    """A workbook of a kind that is not read."""
    return Problem("format_unread", f"Tệp “{name}” là bảng tính dạng {kind}, chương trình không đọc dạng này.", RESAVE)


def damaged(name: str, kind: str) -> Problem:
    """A workbook of a known kind whose content breaks off or contradicts itself."""
    return Problem("file_damaged", f"Tệp {kind} “{name}” bị hỏng hoặc tải về chưa hết.", f"Lấy lại tệp gốc. {RESAVE}")


def encrypted(name: str) -> Problem:
    """A workbook under a password."""
    return Problem("file_encrypted", f"Tệp “{name}” đặt mật khẩu nên không đọc được.", "Mở bằng Excel, bỏ mật khẩu, lưu lại rồi nhập lại.")


def has_macros(name: str) -> Problem:
    """A workbook that carries programs."""
    sentence = f"Tệp “{name}” có macro (chương trình kèm theo) nên không được mở."
    return Problem("file_macros", sentence, "Mở bằng Excel, chọn “Lưu thành” dạng .xlsx (không có macro) rồi nhập tệp đó.")


def suspicious(name: str) -> Problem:
    """A workbook made to exhaust whoever unpacks it."""
    return Problem("file_suspicious", f"Tệp “{name}” khi giải nén lớn bất thường nên không được mở.", _COPY)


def too_far(name: str, sheet: str) -> Problem:
    """A sheet that was cut: something stands beyond the last row or column that is read."""
    return Problem("sheet_cut", f"Trang “{sheet}” của tệp “{name}” có nội dung ở dòng hoặc cột quá xa.", _COPY)


def not_calculated(name: str, sheet: str, cell: str, count: int) -> Problem:
    """Formulas whose results the file does not hold; read as they are they would be blanks."""
    sentence = f"Tệp “{name}” có {format_money(count)} ô công thức chưa có kết quả (ô {cell}, trang “{sheet}”)."
    return Problem("formulas_not_calculated", sentence, "Mở bằng Excel hoặc LibreOffice, lưu lại để tính công thức rồi nhập lại.")


def too_slow(name: str, seconds: float) -> Problem:
    """Reading was stopped by the clock."""
    return Problem("file_too_slow", f"Đọc tệp “{name}” quá {round(seconds)} giây nên đã dừng.", _COPY)


def gave_up(name: str) -> Problem:
    """Reading was stopped by the memory limit, or the reader broke down."""
    sentence = f"Tệp “{name}” không đọc được trong giới hạn bộ nhớ: nội dung hỏng, hoặc có ô ở dòng, cột quá xa."
    return Problem("file_too_heavy", sentence, _COPY)
