"""Products on sale, kept in memory and fresh: what visitors read without a question to the database."""
