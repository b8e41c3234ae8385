"""Products: listing, selling, restocking, import and export."""
