"""Sending word of a run to people: by mail and to a webhook, as ``assets/notices.toml`` declares.

What there is to say comes from ``summary``; nothing is put into words here but what belongs to a
message as such. Loading this package loads nothing.
"""
