"""Load generators and their recorded results. `make bench` runs them all on a stack of its own."""
