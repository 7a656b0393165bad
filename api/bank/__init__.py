"""Question banks and blueprints, for those who compose contests."""
