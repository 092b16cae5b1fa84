"""What a unit price rests on, and what it says of VAT."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.checked import CLEAN, QUOTED, everything, found
from tests.plans import a_plan

BID = {**CLEAN, "price_kind": "bid_result", "price_supplier": "", "price_quotes": ""}
PER_DIEM = {**CLEAN, "category": "training", "name": "Tiền ăn", "measure": "người/ngày", "norm": "", "budget_code": "6702"}
UNTOLD = dict.fromkeys(QUOTED, "")

PRICED: tuple[tuple[str, Mapping[str, str], str], ...] = (
    ("price_kind_missing", {**CLEAN, **UNTOLD}, "chưa nói đơn giá dựa vào loại căn cứ nào, và chưa ghi rõ thuế GTGT."),
    ("price_kind_missing", {**CLEAN, "price_kind": ""}, "dựa vào loại căn cứ nào."),
    ("vat_not_stated", {**CLEAN, "vat": ""}, "chưa ghi thuế suất GTGT."),
    ("vat_not_stated", {**CLEAN, "vat_included": ""}, "chưa ghi giá đã gồm thuế GTGT hay chưa."),
    ("vat_not_stated", {**CLEAN, "vat": "", "vat_included": ""}, "chưa ghi thuế suất GTGT và giá đã gồm thuế hay chưa."),
    ("quotations_few", {**CLEAN, "price_quotes": "2"}, "mới có 2 báo giá, cần ít nhất 3."),
    ("quotations_few", {**CLEAN, "price_quotes": ""}, "chưa ghi có bao nhiêu báo giá"),
    ("price_basis_incomplete", {**CLEAN, "price_supplier": ""}, "theo báo giá nhưng chưa ghi nhà cung cấp."),
    ("price_basis_incomplete", {**BID, "price_document": "", "price_date": ""}, "theo kết quả trúng thầu nhưng chưa ghi số văn bản, ngày."),
    (
        "price_basis_incomplete",
        {**CLEAN, "price_kind": "valuation", "price_document": ""},
        "chứng thư thẩm định giá nhưng chưa ghi số văn bản.",
    ),
    ("price_basis_stale", {**BID, "price_date": "29/09/2023"}, "ngày 29/09/2023, đã 12 tháng tính đến 30/09/2024"),
    ("price_date_wrong", {**CLEAN, "price_date": "01/10/2024"}, "ngày 01/10/2024, sau thời điểm thực hiện 30/09/2024."),
)
CODES = sorted({code for code, _, _ in PRICED})


@pytest.mark.parametrize(("code", "texts", "words"), PRICED)
def test_what_a_price_lacks_is_told(tmp_path: Path, code: str, texts: Mapping[str, str], words: str) -> None:
    with a_plan(tmp_path, [texts]) as plan:
        assert [problem.code for problem in everything(plan) if problem.code in CODES] == [code]
        assert words in found(plan, code)[0].sentence


@pytest.mark.parametrize(
    "texts",
    [
        CLEAN,
        {**BID, "price_date": "30/09/2023"},  # twelve months to the day
        {**CLEAN, "price_date": "30/09/2024"},  # the very day it is judged
        {**CLEAN, "vat": "0", "vat_included": "không"},  # no VAT is an answer
        {**PER_DIEM, **UNTOLD},  # an allowance is not bought
        {**CLEAN, **UNTOLD, "basis": ""},  # asked for its basis first
        {**CLEAN, **UNTOLD, "name": "Nhập dữ liệu", "norm": "NL_1", "category": "digitisation"},  # the state's own hard rate
        {**CLEAN, "price_kind": "state_price", "price_date": "", "price_supplier": "", "vat": "", "vat_included": ""},
        {**CLEAN, **UNTOLD, "listing": "other"},
        {**CLEAN, **UNTOLD, "quantity": "0"},
    ],
)
def test_what_need_not_be_told_is_not_asked(tmp_path: Path, texts: Mapping[str, str]) -> None:
    with a_plan(tmp_path, [texts]) as plan:
        assert [problem.code for problem in everything(plan) if problem.code in CODES] == []
