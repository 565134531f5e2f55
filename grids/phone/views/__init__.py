"""Pages of the worker's phone."""
