"""What the user can ask and do; one function, one transaction."""
