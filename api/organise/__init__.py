"""Contests for those who run them: composing, publishing, watching, deciding, exporting."""
