"""What C code prints on its own account never reaches standard output, and the channel is whole again afterwards."""

import subprocess
import sys

PROGRAM = """
import os
from budget.cuts.console import chatter_to_errors
print("trước")
with chatter_to_errors():
    os.write(1, b"chatter")
    print("more")
print("sau")
"""


def test_only_our_own_words_stand_on_standard_output() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True)
    assert told.stdout.decode().split() == ["trước", "sau"]
    assert b"chatter" in told.stderr
    assert b"more" in told.stderr
