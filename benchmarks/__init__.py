"""What must be fast, measured on this machine, by real HTTP where there is HTTP.

`python -m benchmarks` runs the modules listed in `registry`, each on a database of its own, and
prints a table and one JSON line for each. Absolute figures depend on the machine and its
neighbours: read the ratios to the peers, measured in the same rounds.
"""
