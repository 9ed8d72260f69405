"""From settled submissions to the private staging tables that all SQL starts from.

Staging and reference tables live in the private build only and are dropped before it is published.
"""
