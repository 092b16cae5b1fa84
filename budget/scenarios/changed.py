"""Which lines an action on a scenario really moved, from what the scenario held before and after."""

import pandas as pd

_FIGURES = ("quantity_milli", "unit_price", "amount", "source", "year", "quarter")


def changed_lines(before: pd.DataFrame, after: pd.DataFrame) -> frozenset[str]:
    """The ids of lines whose figures differ between two `read_touched` frames; a line in one only is held against the base's figures."""
    joined = after.merge(before, on="id", how="outer", suffixes=("", "_before"), indicator=True)
    differs = pd.Series(False, index=joined.index)
    gone, come = joined["_merge"] == "right_only", joined["_merge"] == "left_only"
    for name in _FIGURES:
        now, then = joined[name], joined[f"{name}_before"]
        now = now.where(~gone, joined[f"base_{name}_before"])
        then = then.where(~come, joined[f"base_{name}"])
        differs |= ~((now == then).fillna(False) | (now.isna() & then.isna()))
    return frozenset(str(line) for line in joined.loc[differs, "id"])
