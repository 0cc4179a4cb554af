"""The catalog: the search index from which every list is made, and the only user of Tantivy. It's rebuilt from the database, never
the other way round.
"""
