"""Reading lines from workbooks: every row taken or refused by number with a sentence, nothing half imported."""
