"""The industrial-promotion pipeline: from submissions to the assessment of a phase."""
