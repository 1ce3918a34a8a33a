"""Windows: widgets, models and signals."""
