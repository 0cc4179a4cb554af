"""Store validated records in the database: all of them or none."""
