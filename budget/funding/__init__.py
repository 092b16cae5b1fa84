"""Funding: sources, the pots their ceilings make, and the rules that say who may pay for what."""
