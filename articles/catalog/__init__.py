"""The catalog: the search index that every list is made from, and the only user of Tantivy.

It is rebuilt from the database, never the other way round.
"""
