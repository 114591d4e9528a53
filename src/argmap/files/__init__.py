"""Bytes in and out: found, bounded, read whole, locked, written whole, or taken from git."""

MAX_BYTES = 4 * 1024 * 1024
"""Largest map or ledger."""
