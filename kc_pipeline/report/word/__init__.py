"""The report as a Word document in the administrative form of the decree on paperwork."""
