"""Allocation: who pays for what, as much as law and ceilings allow, in the order of priorities and sources, with a proof."""
