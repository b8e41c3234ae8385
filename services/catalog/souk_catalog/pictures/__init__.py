"""Pictures of products: checked by content, made anew, kept in GridFS, served under `/images/p/`."""
