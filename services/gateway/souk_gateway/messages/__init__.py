"""Messages between two people: sent once, ordered by `seq`, waiting for who is away."""
