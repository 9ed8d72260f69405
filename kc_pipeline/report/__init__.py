"""The report of a phase: one model, and the documents made from it."""
