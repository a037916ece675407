"""Algorithms of radio coverage."""
