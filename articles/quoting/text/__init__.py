"""One text: its words, sentences, fingerprints, quotation marks, and mentions of agencies."""
