"""Rank keys, published snapshots, freeze and final standings."""
