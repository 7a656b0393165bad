"""Boards: who leads, how many took part, where one stands oneself."""
