"""How long and how many the parts of a bank may be."""

MAX_SLUG_CHARACTERS = 80
MAX_EXTERNAL_ID_CHARACTERS = 120
MAX_TAGS = 20
"""Of one question."""
MAX_TAG_CHARACTERS = 50
MAX_TOPIC_DEPTH = 8
"""Levels of the tree of topics."""
