"""Airborne laser surveys: map sheets, tiles, reading, COPC, ground, surfaces, quality and updates."""
