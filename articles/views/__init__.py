"""Pages. May import everything but `urls` and the management commands."""
