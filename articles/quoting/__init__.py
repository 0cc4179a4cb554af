"""Find the quotations of articles in press releases (the method is described in README.md)."""
