"""Users, as admins look after them."""
