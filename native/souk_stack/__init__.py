"""Starts, watches and stops the whole stack."""
