"""Records into tables, all of them or none. May import what stands before it, not `linking`."""
