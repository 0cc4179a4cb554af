"""Two texts: their equal words, aligned and scored."""
