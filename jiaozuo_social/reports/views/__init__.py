"""Pages of the monthly report."""
