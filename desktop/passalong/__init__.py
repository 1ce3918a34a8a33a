"""Passalong: build professional relationships by passing along value."""

__version__ = "0.1.0"
