"""The quiz rooms, from the question bank up to the campaign."""
