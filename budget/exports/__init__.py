"""Tables for approval and files for others: read at one journal seq, written whole or not at all."""
