"""Quotes against the texts of their sources: folding, places, passages, and the nearest one."""
