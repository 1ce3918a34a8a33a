"""The inbox: things worth giving, and whom each is for."""
