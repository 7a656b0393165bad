"""Who one is, guests, regions, one's organisations, and one's jobs."""
