"""The demo shop: five accounts and a small catalog."""
