"""Campaigns, their reported and counted figures, alerts and activities."""
