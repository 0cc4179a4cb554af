"""What else could answer a search of the same records, built and served."""
