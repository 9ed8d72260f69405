"""Charts of a report: what each shows, and how it is drawn as a vector graphic."""
