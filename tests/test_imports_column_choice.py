"""Which of several claimants has a meaning."""

from budget.imports.column_choice import keep_one_each
from budget.imports.column_content import Profile
from budget.imports.understanding import ColumnUse, Meaning


def chosen(*columns: tuple[str, Meaning, float]) -> list[Meaning]:
    uses = [ColumnUse(position, heading, meaning, confidence) for position, (heading, meaning, confidence) in enumerate(columns)]
    profiles = [Profile(position, filled=3, numbers=3) for position in range(len(uses))]
    return [use.meaning for use in keep_one_each(uses, profiles, None)]


def test_the_asked_the_taxed_and_the_whole_come_before_the_others() -> None:
    amount, ignored = Meaning.AMOUNT, Meaning.IGNORED
    assert chosen(("Kinh phí", amount, 0.6), ("Đề nghị", amount, 0.6)) == [ignored, amount]
    assert chosen(("Thành tiền trước thuế", amount, 0.9), ("Thành tiền sau thuế", amount, 0.9)) == [ignored, amount]
    assert chosen(("Thành tiền", amount, 0.9), ("Thành tiền", amount, 0.9)) == [amount, ignored]


def test_two_parts_of_the_past_are_neither_the_past() -> None:
    spent = Meaning.THIS_YEAR_SPENT
    found = chosen(("Đã chi › NS tỉnh", spent, 0.8), ("Đã chi › NS huyện", spent, 0.8), ("Thành tiền", Meaning.AMOUNT, 0.9))
    assert found == [Meaning.IGNORED, Meaning.IGNORED, Meaning.AMOUNT]
    whole = chosen(("Đã chi › Tổng số", spent, 0.8), ("Đã chi › NS huyện", spent, 0.8), ("Thành tiền", Meaning.AMOUNT, 0.9))
    assert whole == [spent, Meaning.IGNORED, Meaning.AMOUNT]


def test_one_part_of_a_crosstab_never_stands_in_for_the_amount() -> None:
    source = Meaning.SOURCE_AMOUNT
    assert chosen(("NS tỉnh", source, 0.7), ("NS huyện", source, 0.7)) == [source, source]
    assert chosen(("NS tỉnh", source, 0.7)) == [Meaning.AMOUNT]
