"""The parts of an argument that stand, are contested or fall when some are rejected."""
