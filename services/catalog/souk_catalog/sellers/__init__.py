"""What the market has to know of its sellers, whom auth owns."""
