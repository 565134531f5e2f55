"""Forms of petitions and suggestions."""
