"""Addresses of maps on the web that show a place; for links, QR codes and way points (DOMAIN §5)."""

from __future__ import annotations


def gsi_maps(latitude: float, longitude: float) -> str:
    """地理院地図 at a place, JGD2011 degrees."""
    return f"https://maps.gsi.go.jp/#17/{latitude:.6f}/{longitude:.6f}/"


def google_maps(latitude: float, longitude: float) -> str:
    """Google Maps with a pin at a place, degrees."""
    return f"https://www.google.com/maps?q={latitude:.6f},{longitude:.6f}"
