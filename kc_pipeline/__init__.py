"""The pipeline of the industrial-promotion programme: from submissions to the assessment of a phase."""
