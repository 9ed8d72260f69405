"""What can be wrong with a submission: rules, where they are judged, and findings."""
