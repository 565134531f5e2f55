"""Forms of the case work: one per move, the reveal, saved views."""
