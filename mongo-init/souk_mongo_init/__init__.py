"""Prepares the database: replica set, users and roles, schema and demo data."""
