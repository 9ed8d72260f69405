"""The submissions of the phase 2014-2018, rebuilt byte for byte from one readable source.

What belongs here: the rows of the phase (`rows/*.toml`), the look of the two forms, the kinds of
files, and the untidiness of real workbooks. What does not: any reading, checking or counting. The
pipeline never imports this package, and nothing here knows a published total; the totals are
published because the rows add up to them.

`python -m tools.sample_phase [--out raw]` writes the files.
"""
