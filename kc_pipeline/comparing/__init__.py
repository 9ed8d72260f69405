"""What changed: between two versions of a submission, between two snapshots of the warehouse."""
