"""A spreadsheet cell as the text a person would have typed, so that one parser decides what every number means."""

from datetime import date, datetime, time, timedelta
from math import isfinite

CellValue = int | float | str | bool | date | datetime | time | timedelta


def cell_text(value: CellValue) -> str:
    """The cell in Vietnamese spelling: 0.5 is "0,5", 12.0 is "12", a date "05/03/2024"; "" for an empty cell.

    Numbers keep the fifteen digits an office program shows, so that the noise of its arithmetic is not read as a fraction.
    """
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime) and value.time() != time():
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, timedelta):
        return _length_text(value)
    return str(value).strip()


def _length_text(value: timedelta) -> str:
    """Hours, minutes and seconds, as a spreadsheet shows a length of time: "36:00:00"."""
    minutes, seconds = divmod(value.days * 86_400 + value.seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


def _number_text(value: float) -> str:
    if not isfinite(value):
        return "#NUM!"
    if value == int(value):
        return str(int(value))
    shown = f"{value:.15g}"
    # a number too small or too large for plain digits is left as it is, for the parser to refuse
    return shown.replace(".", ",")
