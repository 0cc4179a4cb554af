"""Records into tables, all of them or none."""
