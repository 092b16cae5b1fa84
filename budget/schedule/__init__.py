"""Money in time: phases of a line by quarter, patterns that spread it, slipping, what lapses, and how fast it burns."""
