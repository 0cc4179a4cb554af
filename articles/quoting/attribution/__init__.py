"""An article and all candidate releases: which passage comes from which of them."""
