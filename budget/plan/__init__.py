"""The face of the domain: open a plan and reach everything through it. Pages and commands import from here."""
