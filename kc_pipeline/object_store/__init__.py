"""Folders told by URL: an object store or a share, reached through fsspec.

Whoever reads or builds does it on local files; what is here only brings them and takes them there.
"""
