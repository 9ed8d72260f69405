"""The form tables: their columns as plain data, and one pandera model each."""
