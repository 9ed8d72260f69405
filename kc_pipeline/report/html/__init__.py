"""The report as one HTML file that needs nothing beside it; every number opens to its cells."""
