"""Trainers bring the people of an organisation in."""
