"""What must be fast, measured over real HTTP on this machine.

`python -m benchmarks` runs the contest day on SQLite and, where one is reachable, on PostgreSQL,
and prints a table and one JSON line. Absolute figures depend on the machine and its neighbours:
read the ratios to the empty application and to the bare statement, measured in the same run.
"""
