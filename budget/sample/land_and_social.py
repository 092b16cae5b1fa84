"""Land data (48 communes running, phase 2 in 13 districts, due Q4/2024) and social payments through accounts in every district.

Which communes and districts these are is not published; the choice here is illustrative.
"""

from random import Random

from budget.model.states import Category, Form, UnitKind
from budget.reference.load import Reference
from budget.reference.place import Unit
from budget.sample.catalogue import pick_price
from budget.sample.draft import ONE, Draft, Drivers

LAND_OFFICE = "SBN-STNMT"
RUNNING_COMMUNES = 48
OUTSIDE_PHASE_2 = ("502", "503", "512", "516", "519")
"""Districts whose communes run already, so that 13 of 18 are in phase 2."""
GIVEN_PHASE_2 = "508"
"""Its standardisation line is one of the twelve known cases."""
GIVEN_PAYMENT = "513"
NO_GUIDANCE = "Đơn giá đề xuất, chưa có hướng dẫn của Bộ TN&MT"


def draft_land(dice: Random, reference: Reference) -> list[Draft]:
    """The upkeep of the running commune databases and three lines for each district of phase 2."""
    running = [unit for unit in reference.units if unit.kind is UnitKind.COMMUNE and unit.parent in OUTSIDE_PHASE_2]
    drafts = [_running(dice, unit) for unit in running[:RUNNING_COMMUNES]]
    for unit in reference.units:
        if unit.kind is UnitKind.DISTRICT and unit.code not in OUTSIDE_PHASE_2:
            drafts += _phase_2(dice, unit)
    return drafts


def _running(dice: Random, commune: Unit) -> Draft:
    return Draft(
        unit=LAND_OFFICE,
        task="NV15",
        name=f"Duy trì, cập nhật CSDL đất đai đang vận hành tại {commune.type_name} {commune.short_name}",
        measure="tháng",
        category=Category.MAINTENANCE,
        budget_code="6799",
        source="DT-GIAO",
        requested=Drivers(12 * ONE, pick_price(dice, 900_000, 1_600_000, 50_000)),
        form=Form.IT_SERVICE,
        basis="Báo giá VNPT (minh họa)",
        priority=1,
        locked=True,
        lock_reason="Bản quyền, duy trì",
        quarter=1,
    )


def _phase_2(dice: Random, district: Unit) -> list[Draft]:
    parcels = 1_000 * dice.randint(40, 115)
    scans = Draft(
        unit=district.code,
        task="NV16",
        name="Quét, đính kèm hồ sơ địa chính giai đoạn 2",
        measure="trang",
        category=Category.DIGITISATION,
        budget_code="7012",
        source="SN-DC",
        requested=Drivers(parcels * 8 * ONE, pick_price(dice, 1_050, 1_350, 50)),
        form=Form.OUTLINE_TASK,
        basis=NO_GUIDANCE,
        quarter=4,
    )
    matching = Draft(
        unit=district.code,
        task="NV16",
        name="Đối soát chủ sử dụng đất với CSDL quốc gia về dân cư",
        measure="thửa",
        category=Category.DIGITISATION,
        budget_code="6757",
        source="SN-DC",
        requested=Drivers(parcels * ONE, pick_price(dice, 1_800, 2_600, 100)),
        form=Form.OUTLINE_TASK,
        basis=NO_GUIDANCE,
        priority=3,
        quarter=4,
    )
    if district.code == GIVEN_PHASE_2:
        return [scans, matching]
    return [_standardise(dice, district, parcels), scans, matching]


def _standardise(dice: Random, district: Unit, parcels: int) -> Draft:
    return Draft(
        unit=district.code,
        task="NV16",
        name="Chuẩn hóa CSDL đất đai giai đoạn 2",
        measure="thửa",
        category=Category.DIGITISATION,
        budget_code="7012",
        source="SN-DC",
        requested=Drivers(parcels * ONE, pick_price(dice, 6_000, 7_000, 100)),
        form=Form.OUTLINE_TASK,
        basis=NO_GUIDANCE,
        quarter=4,
    )


def draft_social(dice: Random, reference: Reference) -> list[Draft]:
    """The payment fee of each district and the daily matching of its accounts."""
    drafts: list[Draft] = []
    for unit in reference.units:
        if unit.kind is UnitKind.DISTRICT:
            people = 100 * dice.randint(14, 72)
            if unit.code != GIVEN_PAYMENT:
                drafts.append(_payment_fee(dice, unit, people))
            drafts.append(_account_check(dice, unit, people))
    return drafts


def _payment_fee(dice: Random, district: Unit, people: int) -> Draft:
    return Draft(
        unit=district.code,
        task="NV06",
        name="Phí chi trả trợ giúp xã hội qua tài khoản",
        measure="lượt",
        category=Category.SOCIAL_PAYMENT,
        budget_code="7049",
        source="NSH-BDXH",
        requested=Drivers(people * ONE, pick_price(dice, 2_500, 3_300, 100), 12 * ONE),
        basis="Thỏa thuận với đơn vị chi trả (minh họa)",
        priority=1,
        quarter=1,
    )


def _account_check(dice: Random, district: Unit, people: int) -> Draft:
    return Draft(
        unit=district.code,
        task="NV06",
        name="Rà soát, đối khớp tài khoản đối tượng hưởng trợ cấp",
        measure="hồ sơ",
        category=Category.SOCIAL_PAYMENT,
        budget_code="7049",
        source="NSH-BDXH",
        requested=Drivers(people * ONE, pick_price(dice, 4_000, 7_000, 500)),
        basis="Dự toán Phòng LĐ-TB&XH (minh họa)",
        priority=2,
        quarter=3,
    )
