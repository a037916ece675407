"""Radio coverage: propagation over terrain, prediction, measurements, holes, and where to build."""
