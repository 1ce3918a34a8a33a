"""Values and rules: pure functions, standard library only."""
