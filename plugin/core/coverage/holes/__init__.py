"""Where nobody serves: measured, predicted, unknown; and the programme’s indicators."""
