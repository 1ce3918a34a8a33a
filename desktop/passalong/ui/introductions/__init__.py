"""Introductions: who could help whom, how far each has come, and what came of it."""
