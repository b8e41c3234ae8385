"""Orders as those see them who sell: sellers their own parts, admins the whole market."""
