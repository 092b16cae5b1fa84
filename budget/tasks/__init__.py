"""Who does what by when, what it costs, and how ready the lines are that pay for it."""
