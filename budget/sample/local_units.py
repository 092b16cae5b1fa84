"""Districts and communes: NQ 36/2021 money first, the provincial supplement, then what each adds from its own budget."""

from dataclasses import replace
from random import Random

from budget.model.states import UnitKind
from budget.reference.load import Reference
from budget.reference.place import Unit
from budget.sample.catalogue import draft_item
from budget.sample.draft import Draft, sign_contract

_DISTRICT_SOURCES = ("NQ36-H", "NQ36-H", "BSCDS", "NSH-THEM")
_COMMUNE_SOURCES = ("NQ36-X", "NQ36-X", "NQ36-X", "BSCDS", "NSX-THEM")
_DISTRICT: tuple[tuple[str, int, int], ...] = (
    ("counter-pc", 6, 18),
    ("files-pc", 12, 36),
    ("printer", 4, 14),
    ("scanner", 4, 10),
    ("card-reader", 8, 24),
    ("kiosk", 1, 4),
    ("switch", 2, 5),
    ("power", 1, 2),
    ("camera", 2, 6),
    ("screen", 1, 2),
    ("antivirus", 80, 220),
    ("cable-state", 12, 12),
    ("cable-net", 12, 12),
    ("care-server", 12, 12),
    ("care-site", 12, 12),
    ("rent-booking", 4, 12),
    ("scan-files", 120_000, 420_000),
    ("enter-civil", 250_000, 700_000),
    ("enter-long", 120_000, 360_000),
    ("clean-data", 15_000, 60_000),
    ("train-room", 2, 5),
    ("train-teacher", 4, 10),
    ("train-meal", 160, 480),
    ("leaflet", 12_000, 45_000),
    ("clip", 1, 3),
    ("travel", 20, 70),
    ("review", 1, 2),
    ("meeting-set", 1, 1),
)
_COMMUNE_ALWAYS: tuple[tuple[str, int, int], ...] = (("counter-pc", 2, 6), ("card-reader", 1, 3))
_COMMUNE_SOMETIMES: tuple[tuple[str, int, int], ...] = (
    ("commune-printer", 1, 3),
    ("flat-scanner", 1, 3),
    ("cable-net", 12, 12),
    ("cable-commune", 12, 12),
    ("care-pc", 2, 6),
    ("team", 5, 18),
    ("leaflet", 2_000, 6_000),
    ("radio", 24, 96),
    ("banner", 4, 12),
    ("train-meal-x", 60, 180),
    ("train-print", 80, 250),
    ("enter-civil", 40_000, 140_000),
    ("signature", 8, 22),
    ("wifi", 1, 3),
    ("stationery", 12, 12),
    ("camera", 2, 6),
)


def draft_districts(dice: Random, reference: Reference) -> list[Draft]:
    """Some twenty-five lines for each of the 18 districts, a third of them with a shared server and its software."""
    drafts: list[Draft] = []
    for unit in reference.units:
        if unit.kind is UnitKind.DISTRICT:
            drafts += _district(dice, unit)
    return drafts


def _district(dice: Random, unit: Unit) -> list[Draft]:
    chosen = dice.sample(_DISTRICT, 25)
    drafts = [draft_item(dice, item, unit.code, dice.choice(_DISTRICT_SOURCES), dice.randint(low, high)) for item, low, high in chosen]
    if dice.random() < 0.5:
        drafts[0] = sign_contract(drafts[0])
    if unit.type_name != "huyện" or dice.random() < 0.4:
        server = replace(draft_item(dice, "district-server", unit.code, "NSH-THEM", 1), key=f"server-{unit.code}")
        software = replace(draft_item(dice, "file-software", unit.code, "NQ36-H", 1), requires=server.key)
        drafts += [server, software]
    return drafts


def draft_communes(dice: Random, reference: Reference) -> list[Draft]:
    """Five to six small lines for each of the 241 communes."""
    drafts: list[Draft] = []
    for unit in reference.units:
        if unit.kind is UnitKind.COMMUNE:
            chosen = [*_COMMUNE_ALWAYS, *dice.sample(_COMMUNE_SOMETIMES, dice.choice((3, 3, 4)))]
            drafts += [
                draft_item(dice, item, unit.code, dice.choice(_COMMUNE_SOURCES), dice.randint(low, high)) for item, low, high in chosen
            ]
    return drafts
