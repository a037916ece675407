"""From propagation to maps: rays and hulls over a landscape, antennas, many sites, and single links."""
