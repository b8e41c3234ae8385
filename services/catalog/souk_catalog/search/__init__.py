"""Search over the products on sale: one index in the memory of each replica."""
