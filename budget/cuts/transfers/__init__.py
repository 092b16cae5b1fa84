"""Making room: what other spending gives to the estimate, pool by pool, to the đồng."""
