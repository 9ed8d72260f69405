"""Officers' decisions on submissions: cells corrected, findings waived, submissions excluded."""
