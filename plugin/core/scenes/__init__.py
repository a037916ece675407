"""Products as offices receive them, brought onto one grid: what they are, which bands they hold, when they were taken."""
