"""Answering over HTTP: read one's attempt, save answers, finish."""
