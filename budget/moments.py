"""Moments as the journal stores them, in words."""


def say_moment(moment: str) -> str:
    """A stored moment (2024-03-05T14:05:09+07:00) as sentences say it: 14:05 ngày 05/03/2024."""
    return f"{moment[11:16]} ngày {'/'.join(reversed(moment[:10].split('-')))}"
