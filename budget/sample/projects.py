"""What the sample tells of its investment projects: one that rests on a real decision, the others stuck at one gate or another.

Only QĐ 1407 with its day and its total are real; other documents are called "(số văn bản minh họa)" and their days and amounts are made up.
"""

from collections.abc import Mapping
from dataclasses import replace

from budget.sample.draft import Draft, Project

ILLUSTRATED = "(số văn bản minh họa)"
MILLION = 1_000_000
REAL = "Dự án chính quyền điện tử, chính quyền số"

PROJECTS: Mapping[str, Project] = {
    REAL: Project(
        "Minh họa 01",
        policy_document=ILLUSTRATED,
        policy_date="2022-03-01",
        feasibility_document=ILLUSTRATED,
        feasibility_date="2022-04-01",
        decision_document="QĐ 1407/QĐ-UBND",
        decision_date="2022-05-25",
        total_investment=249_000 * MILLION,
        medium_term=249_000 * MILLION,
        accumulated=170_000 * MILLION,
        disbursed=141_000 * MILLION,
    ),
    "Nền tảng tích hợp, chia sẻ dữ liệu tỉnh": Project(
        "Minh họa 02",
        policy_document=ILLUSTRATED,
        policy_date="2023-06-01",
        feasibility_document=ILLUSTRATED,
        feasibility_date="2023-10-01",
        medium_term=8_000 * MILLION,
    ),
    "Nâng cấp hệ thống giải quyết thủ tục hành chính": Project("Minh họa 03", policy_document=ILLUSTRATED, policy_date="2023-06-01"),
    "Hạ tầng CSDL đất đai kết nối dân cư": Project(
        "Minh họa 04",
        policy_document=ILLUSTRATED,
        policy_date="2023-03-01",
        feasibility_document=ILLUSTRATED,
        feasibility_date="2023-06-01",
        decision_document=ILLUSTRATED,
        decision_date="2023-09-01",
        total_investment=7_500 * MILLION,
        medium_term=7_000 * MILLION,
    ),
    "Sổ sức khỏe điện tử liên thông VNeID": Project("Minh họa 05"),
    "CSDL an sinh xã hội toàn tỉnh": Project(
        "Minh họa 06", policy_document=ILLUSTRATED, policy_date="2023-06-01", decision_document=ILLUSTRATED
    ),
    "Học bạ số toàn ngành": Project("Minh họa 07"),
}
"""By the name of the project, as it ends the names of its lines. "Trung tâm giám sát, điều hành thông minh" has not even a code."""


def tell_projects(drafts: list[Draft]) -> list[Draft]:
    """The drafts with what is known of their projects."""
    return [replace(draft, project=PROJECTS[name]) if (name := draft.name.partition(": ")[2]) in PROJECTS else draft for draft in drafts]
