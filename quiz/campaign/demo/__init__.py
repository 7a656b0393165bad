"""The demo: a campaign as a document reports it, with contests, accounts and simulated people.

Everybody in it who took part in anything is made up, and marked as simulated in data and name.
"""
