"""How fast a load of made-up records is, beside what else could bring them into a database."""
