"""What a file would change, before it is taken: a warehouse is built with it, elsewhere.

Nothing is written but in a folder that is thrown away; the published file, raw/ and all that is
kept beside the warehouse are only read. What people are shown of it is the business of ``cli``.
"""
