"""Editions: a report frozen with all it was made from, so that it can be made again years later.

``freezing`` makes one, ``verifying`` makes it again elsewhere and compares byte for byte,
``standing`` tells whether later corrections overtook it, ``causes`` why two differ.
"""
