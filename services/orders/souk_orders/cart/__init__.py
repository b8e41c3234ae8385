"""The cart a buyer fills, kept on the server."""
