"""What ours is compared with: applications that do nothing, or one thing, on the same server."""
