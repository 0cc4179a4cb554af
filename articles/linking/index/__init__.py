"""Which texts have a fingerprint: an inverted index in the database.

An entry is one unsigned 64-bit integer: the fingerprint, and below it the number of the text.
"""
