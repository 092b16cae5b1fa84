"""Rows travel once; after that only what changed. The browser says which version it holds, and gets the rest from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Patch = dict[str, Any]


@dataclass(frozen=True)
class SentRows:
    """What was last sent for one data set: its rows at `version`, and the patches of each version after `base`."""

    dataset: str
    base: int
    version: int
    rows: tuple[Row, ...]
    log: tuple[tuple[Patch, ...], ...] = ()


@dataclass(frozen=True)
class HeldVersion:
    """The data set and version that the browser says it shows."""

    dataset: str
    version: int


def diff_rows(old: Sequence[Row], new: Sequence[Row]) -> list[Patch] | None:
    """The patches that turn `old` into `new`, each {"id": ..., changed fields}; None when lines came, went or moved.

    A field that a row no longer has is sent as None.
    """
    if len(old) != len(new):
        return None
    patches: list[Patch] = []
    for before, after in zip(old, new, strict=True):
        if before["id"] != after["id"]:
            return None
        if before is not after and before != after:
            patches.append(_diff_row(before, after))
    return [patch for patch in patches if len(patch) > 1]


def _diff_row(before: Row, after: Row) -> Patch:
    changed = {name: value for name, value in after.items() if name not in before or before[name] != value}
    gone = {name: None for name, value in before.items() if name not in after and value is not None}
    return {"id": after["id"], **gone, **changed}


def apply_patches(rows: Sequence[Row], patches: Sequence[Patch]) -> list[Row]:
    """The rows after the patches, as the browser applies them: by id, field by field."""
    by_id = {patch["id"]: patch for patch in patches}
    return [{**row, **by_id.get(row["id"], {})} for row in rows]


def merge_patches(log: Sequence[Sequence[Patch]]) -> list[Patch]:
    """One patch a line from several versions' patches; the last value of a field wins."""
    merged: dict[str, Patch] = {}
    for patches in log:
        for patch in patches:
            merged.setdefault(patch["id"], {}).update(patch)
    return list(merged.values())


def advance_rows(sent: SentRows | None, dataset: str, rows: Sequence[Row]) -> SentRows:
    """What will have been sent once these rows are on screen: the next version, or a new data set.

    `dataset` names the whole set (filter, page, order); the generation number is added here, so that lines that came or went
    in the same set count as a new set too.
    """
    if sent is not None and sent.dataset.rpartition("#")[0] == dataset:
        patches = diff_rows(sent.rows, rows)
        if patches == []:
            return sent
        if patches is not None:
            return SentRows(sent.dataset, sent.base, sent.version + 1, tuple(rows), (*sent.log, tuple(patches)))
    generation = 0 if sent is None else int(sent.dataset.rpartition("#")[2]) + 1
    return SentRows(f"{dataset}#{generation}", 0, 0, tuple(rows))


def trim_log(sent: SentRows, held: HeldVersion | None) -> SentRows:
    """The same state without the patches that the browser has confirmed."""
    if held is None or held.dataset != sent.dataset or not sent.base < held.version <= sent.version:
        return sent
    return SentRows(sent.dataset, held.version, sent.version, sent.rows, sent.log[held.version - sent.base :])


def rows_message(sent: SentRows, held: HeldVersion | None) -> dict[str, Any]:
    """The rows' part of the message to the browser: patches from the version it holds, else every row."""
    message: dict[str, Any] = {"dataset": sent.dataset, "version": sent.version}
    if held is not None and held.dataset == sent.dataset and sent.base <= held.version <= sent.version:
        patches = merge_patches(sent.log[held.version - sent.base :])
        return {**message, "from": held.version, "patches": patches, "full": None}
    return {**message, "from": None, "patches": [], "full": list(sent.rows)}
