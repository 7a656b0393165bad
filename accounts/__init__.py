"""Who: users, regions, organisations and units, memberships and roles."""
