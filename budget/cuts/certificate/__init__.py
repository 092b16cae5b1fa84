"""The proof of an answer, worked out anew from the arrays; it shares no code with the search."""
