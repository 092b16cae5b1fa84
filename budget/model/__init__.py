"""The concepts every part shares: ids, states, problems and changes. Imports nothing of the project."""
