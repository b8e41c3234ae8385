"""Reports: what people tell the admins about each other, and what becomes of it."""
