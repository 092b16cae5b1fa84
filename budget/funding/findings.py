"""What the pots come to in one sentence: the title of a chart says what it shows, shortage before anything else."""

from collections.abc import Mapping

from budget.funding.pots import PotSums
from budget.money import format_short


def state_shortage(by_source: Mapping[str, PotSums], names: Mapping[str, str]) -> str:
    """The finding of need against ceilings by source, for example "Nguồn QĐ 334 thiếu 3,2 tỷ"; names by source code."""
    short = sorted(((sums.shortage, code) for code, sums in by_source.items() if sums.shortage), key=lambda item: (-item[0], item[1]))
    if not any(sums.need or sums.granted for sums in by_source.values()):
        return "Chưa có khoản mục và hạn mức nào để so sánh"
    if short:
        worst, code = short[0]
        if len(short) == 1:
            return f"Nguồn {names.get(code, code)} thiếu {format_short(worst)}"
        whole = format_short(sum(amount for amount, _ in short))
        return f"{len(short)} nguồn thiếu {whole}, nhiều nhất là {names.get(code, code)} ({format_short(worst)})"
    unknown = [code for code, sums in by_source.items() if code and sums.unknown_pots]
    if unknown:
        return f"Chưa kết luận được: {len(unknown)} nguồn còn hạn mức chưa nhập"
    if by_source.get("", PotSums()).need:
        return f"Còn {format_short(by_source[''].need)} chưa có nguồn"
    return "Các nguồn đủ chi theo hạn mức đã nhập"
