"""`python -m budget ...`: the command line."""

from budget.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
