"""Departments and bodies: equipment of QĐ 334, and the software, upkeep and publicity the article names no source for."""

from dataclasses import replace
from random import Random

from budget.model.states import UnitKind
from budget.reference.load import Reference
from budget.sample.catalogue import draft_item
from budget.sample.draft import Draft, sign_contract

OWN_MONEY = "DT-GIAO"
_TASK_OF_FIELD = {
    "SBN-STP": "NV04",
    "SBN-SYT": "NV11",
    "SBN-SGDDT": "NV12",
    "SBN-SGTVT": "NV08",
    "SBN-SVHTTDL": "NV09",
    "SBN-SLDTBXH": "NV18",
    "SBN-STNMT": "NV15",
}
_ALWAYS: tuple[tuple[str, int, int], ...] = (
    ("counter-pc", 3, 8),
    ("files-pc", 8, 30),
    ("printer", 2, 7),
    ("scanner", 1, 4),
    ("card-reader", 1, 4),
    ("signature", 10, 40),
    ("switch", 2, 5),
)
_SOMETIMES: tuple[tuple[str, int, int], ...] = (
    ("laptop", 2, 8),
    ("power", 1, 3),
    ("wifi", 2, 8),
    ("screen", 1, 3),
    ("meeting-set", 1, 1),
    ("camera", 2, 6),
    ("tablet", 2, 5),
    ("kiosk", 1, 2),
)


def draft_departments(dice: Random, reference: Reference) -> list[Draft]:
    """Some twenty lines for each department and five for each other provincial body."""
    drafts: list[Draft] = []
    for unit in reference.units:
        if unit.kind is UnitKind.DEPARTMENT:
            drafts += [*_equipment(dice, unit.code), *_upkeep(dice, unit.code), *_work(dice, unit.code)]
        elif unit.kind is UnitKind.BODY:
            drafts += _body(dice, unit.code)
    return drafts


def _equipment(dice: Random, unit: str) -> list[Draft]:
    chosen = [*_ALWAYS, *dice.sample(_SOMETIMES, 4)]
    drafts = [draft_item(dice, item, unit, "QD334", dice.randint(low, high)) for item, low, high in chosen]
    signed = dice.randrange(len(drafts))
    if dice.random() < 0.4:
        drafts[signed] = sign_contract(drafts[signed])
    return [*drafts, draft_item(dice, "firewall", unit, "QD334", 1), *_server_with_software(dice, unit)]


def _server_with_software(dice: Random, unit: str) -> list[Draft]:
    server = replace(draft_item(dice, "server", unit, "QD334", dice.choice((1, 1, 2))), key=f"server-{unit}")
    task = _TASK_OF_FIELD.get(unit, "NV20")
    linked = [
        replace(draft_item(dice, item, unit, OWN_MONEY, 1), requires=server.key, task=task)
        for item in ("link-software", "file-software")[: dice.choice((1, 2))]
    ]
    return [server, *linked]


def _upkeep(dice: Random, unit: str) -> list[Draft]:
    return [
        draft_item(dice, "antivirus", unit, OWN_MONEY, dice.randint(25, 90)),
        draft_item(dice, "cable-state", unit, OWN_MONEY, 12),
        draft_item(dice, "care-server", unit, OWN_MONEY, 12),
        draft_item(dice, "care-site", unit, OWN_MONEY, 12),
        draft_item(dice, "rent-check", unit, OWN_MONEY, 1),
    ]


def _work(dice: Random, unit: str) -> list[Draft]:
    task = _TASK_OF_FIELD.get(unit, "NV01")
    scanning = replace(draft_item(dice, "scan-files", unit, OWN_MONEY, 1_000 * dice.randint(110, 360)), task=task)
    return [
        scanning,
        draft_item(dice, "leaflet", unit, OWN_MONEY, 500 * dice.randint(4, 20)),
        draft_item(dice, "train-room", unit, OWN_MONEY, dice.randint(1, 3)),
        draft_item(dice, "stationery", unit, OWN_MONEY, 12),
        draft_item(dice, dice.choice(("review", "clip", "print-report")), unit, OWN_MONEY, dice.randint(1, 3)),
    ]


def _body(dice: Random, unit: str) -> list[Draft]:
    chosen = (
        ("files-pc", 3, 8),
        ("printer", 1, 3),
        ("cable-state", 12, 12),
        ("care-server", 12, 12),
        ("clean-data", 4_000, 15_000),
    )
    return [draft_item(dice, item, unit, OWN_MONEY, dice.randint(low, high)) for item, low, high in chosen]
