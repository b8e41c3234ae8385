"""Words that mean the same to the search, as admins keep them."""
