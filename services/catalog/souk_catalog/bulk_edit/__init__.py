"""Bulk edit: the prices and stocks of many products from one sheet, all of it or nothing."""
