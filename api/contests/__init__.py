"""Contests for those who take them: facts, entering, starting, results."""
