"""Writing a message: its parts, what the gate says of it, and the way to the mail program."""
