"""Pages of the case work; every row reaches them through ``visible_to``."""
