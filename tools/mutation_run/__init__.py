"""Faults of known kinds seeded into clean random phases, to see how many of them the rules find.

Run by ``make mutate``, which writes ``docs/catch-rates.csv``; ``make docs`` puts the figures into
``docs/rules.md``. The pipeline never imports it.
"""
