"""The figures of grid cases (rules §5.5): by area, department, class and sort of reporter, never by person."""
