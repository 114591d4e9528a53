"""What a map says, what follows from its links, and what can be said about it."""
