"""Quotations between the articles and the releases that the tables hold, and texts held twice."""
