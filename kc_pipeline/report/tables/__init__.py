"""The tables of a report, made of quantities so that each cell knows where it is read."""
