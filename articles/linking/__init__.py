"""Link the texts of the tables: find quotations, duplicates, and what profiles count."""
