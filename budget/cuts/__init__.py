"""Cuts that explain themselves: the model, its exact solution, the certificate, explanations, the frontier (docs/cuts.md)."""
