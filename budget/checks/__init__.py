"""Checks: what an appraiser would ask of every line, as problems with a sentence, a cure and a citation."""
