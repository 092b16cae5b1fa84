"""The sentence over the chart of sources: shortage first, then what is unknown, never a calm word over a gap."""

from budget.funding.findings import state_shortage
from budget.funding.pots import PotSums

NAMES = {"A": "QĐ 334", "B": "NQ 36"}


def test_one_short_source_is_named_with_its_amount() -> None:
    sums = {"A": PotSums(need=5, granted=1, shortage=3_200_000_000), "B": PotSums(need=1, granted=9, surplus=8)}
    assert state_shortage(sums, NAMES) == "Nguồn QĐ 334 thiếu 3,2 tỷ"


def test_several_short_sources_give_the_whole_and_the_worst() -> None:
    sums = {"A": PotSums(need=5, shortage=2_000_000_000), "B": PotSums(need=5, shortage=3_000_000_000)}
    assert state_shortage(sums, NAMES) == "2 nguồn thiếu 5 tỷ, nhiều nhất là NQ 36 (3 tỷ)"


def test_an_unknown_ceiling_is_said_and_never_called_enough() -> None:
    sums = {"A": PotSums(need=5, unknown_pots=1, unknown_need=5), "B": PotSums(need=1, granted=9, surplus=8)}
    assert state_shortage(sums, NAMES) == "Chưa kết luận được: 1 nguồn còn hạn mức chưa nhập"


def test_money_without_a_source_is_said() -> None:
    assert state_shortage({"": PotSums(need=7_000_000, unknown_pots=1)}, NAMES) == "Còn 7 triệu chưa có nguồn"


def test_enough_and_nothing_are_said_apart() -> None:
    assert state_shortage({"A": PotSums(need=5, granted=9)}, NAMES) == "Các nguồn đủ chi theo hạn mức đã nhập"
    assert state_shortage({}, NAMES) == "Chưa có khoản mục và hạn mức nào để so sánh"
