"""How analysts get at what is published: opened in Python, asked in SQL, written as files.

Everything here reads the published file and writes nothing to it. What is in it is declared under
``assets/``; what is printed, and how, is the command line's.
"""
