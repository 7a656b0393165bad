"""The home page and campaigns, the same for everybody who asks."""
