"""Bytes in and out: found, read whole, locked, written whole, or taken from git."""
