"""The journal's words for weights, points and bands people gave."""

from budget.cuts.necessity.judged_words import subject_of_weight, tell_judged
from budget.store.kinds import ALL
from budget.store.records import Change


def test_a_weight_is_told_beside_the_usual_one_it_replaces() -> None:
    made = Change("criterion", "deadline", ALL, None, {"code": "deadline", "weight": 40, "note": "họp"})
    assert tell_judged(made) == [("Trọng số", "15", "40")]
    moved = Change("criterion", "deadline", "about", {"weight": 40, "note": "họp"}, {"weight": 0, "note": "bỏ"})
    assert tell_judged(moved) == [("Trọng số", "40", "0")]
    assert subject_of_weight("deadline") == "Tiêu chí thời hạn trong năm"


def test_points_name_their_criterion_also_where_only_points_moved() -> None:
    moved = Change("score", "l1|people", "about", {"points": 80, "reason": "a"}, {"points": 60, "reason": "b"})
    assert tell_judged(moved) == [("Điểm chấm tay: số người được phục vụ", "80", "60")]
    gone = Change("score", "l1|people", ALL, {"id": "l1|people", "line": "l1", "criterion": "people", "points": 80}, None)
    assert tell_judged(gone) == [("Điểm chấm tay: số người được phục vụ", "80", "")]


def test_a_band_is_told_by_its_name_and_no_word_where_nothing_differs() -> None:
    made = Change("banding", "l1", ALL, None, {"line": "l1", "band": "d"})
    assert tell_judged(made) == [("Nhóm cắt xếp tay", "", "d) Hội nghị, in ấn, tham quan, công tác phí")]
    assert tell_judged(Change("banding", "l1", "about", {"band": "d", "reason": "a"}, {"band": "d", "reason": "b"})) == []
