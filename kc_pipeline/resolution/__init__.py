"""Who and where is meant: reporting units, places and establishments behind what was written.

Reading a file knows none of this (`kc_pipeline.intake`); what a row is worth once it is known is
for `kc_pipeline.rules`. Everything here is a function of texts, years and reference tables.
"""
