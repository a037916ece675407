"""Where to build: covering most demand with few sites, and places the terrain offers."""
