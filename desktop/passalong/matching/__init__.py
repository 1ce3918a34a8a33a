"""Whom a text concerns."""
