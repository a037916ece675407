"""Tags of coverage rasters: what later steps know them by, whatever their files are called."""

CARRIER_TAG = "SORANOME_CARRIER"
"""Whose signal it is."""

QUANTITY_TAG = "SORANOME_QUANTITY"
"""``power`` (dBm), ``field`` (dBµV/m) or ``probability``."""

THRESHOLD_TAG = "SORANOME_THRESHOLD_DBM"
"""Of a probability: the level that is reached with it."""
