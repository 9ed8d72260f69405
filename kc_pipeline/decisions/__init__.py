"""Officers' decisions on submissions: cells, findings, files excluded, corrections accepted."""
