"""How radio waves get from one place to another: recommendations of the ITU-R, and Longley–Rice."""
