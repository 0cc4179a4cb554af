"""The fingerprint index: an inverted index in the database.

An entry is one unsigned 64-bit integer: a fingerprint, and below it the number of a text that has
the fingerprint. Sorted entries are therefore in order of fingerprints.
"""
