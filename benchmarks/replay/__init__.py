"""The document's contest again: everybody who took part, at once, and an audit of what is left.

`python -m benchmarks.replay --participants 100000 --questions 20`
"""
