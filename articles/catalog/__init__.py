"""The catalog: the search index from which every list is made, and the only user of Tantivy.

May import what stands before it (`models` and earlier). It's rebuilt from the database, never
the other way round.
"""
