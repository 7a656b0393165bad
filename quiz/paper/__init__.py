"""Blueprints, frozen papers and the drawing of a sheet."""
