"""Contests, rounds, entries, score rules, integrity and prizes."""
