"""Bringing an organisation's people in from a file: planned first, then written as planned.

`reading` makes rows of a table, `planning` compares them with who is there; both touch no database.
`applying` writes what was agreed to. Matching never looks beyond the organisation: a file that
names somebody else's address finds out nothing, and takes over nothing.
"""
