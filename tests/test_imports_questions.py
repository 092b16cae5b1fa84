"""A name is asked once, however many rows it stands in; what must be answered comes first."""

from budget.imports.questions import SOURCE, UNIT, Asked, Question


def test_the_same_name_is_asked_once_with_its_rows_counted() -> None:
    asked = Asked()
    for row in (5, 6, 7):
        asked.ask(Question(UNIT, "Trà Don", "Trà Don", ("1", "2"), True, "Bảng 1", row))
    (question,) = asked.questions()
    assert (question.row, question.rows) == (5, 3)


def test_what_must_be_answered_comes_first() -> None:
    asked = Asked()
    asked.ask(Question(SOURCE, "NS tỉnh", "NS tỉnh", (), False, "Bảng 1", 5))
    asked.ask(Question(UNIT, "NS tỉnh", "NS tỉnh", (), True, "Bảng 1", 6))
    assert [question.kind for question in asked.questions()] == [UNIT, SOURCE]
