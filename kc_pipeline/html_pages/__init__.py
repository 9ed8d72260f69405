"""What every HTML page of ours has in common; what stands on one is for whoever makes it."""
