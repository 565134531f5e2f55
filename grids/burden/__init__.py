"""减负 ledger (rules §7): tasks, evidence, grassroots ratings, rebound checks, inventories, asked-twice finder."""
