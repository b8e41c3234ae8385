"""What admins do about products: look at what is new or changed, take off sale, put back."""
