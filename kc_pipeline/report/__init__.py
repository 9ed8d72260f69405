"""The assessment of a phase as documents: one report model, from which every format is made.

``writing.write_report`` is all that others call. Figures come from an open assessment; which
sentences there are is said under ``assets/report``. Nothing is loaded here: what only reads figures
of a report loads none of what writes one.
"""
