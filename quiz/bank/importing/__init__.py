"""Bringing the questions of a file into a bank: planned first, then written as planned.

`planning` compares a file with the bank and says what would become of each question; `applying`
writes it. A dry run is the plan, and the report of a real run is the same plan with what turned
out otherwise, so the two cannot disagree about the rules.
"""
