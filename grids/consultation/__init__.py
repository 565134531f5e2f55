"""居民议事与同筹: consultations for what no department owes, votes by household, shares and a public ledger."""
