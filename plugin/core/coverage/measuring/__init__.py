"""Drive tests: reading them, and what they say of a prediction."""
