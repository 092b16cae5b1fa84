"""The least harmful cuts found: prices, exact blocks, closing, the general solver, relaxations, the frontier."""
