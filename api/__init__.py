"""REST over the rooms below, under /api/v1. No rules."""
