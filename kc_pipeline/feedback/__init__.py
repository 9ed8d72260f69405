"""What goes back to the unit that reports: annotated copies, blank forms, checks before sending."""
