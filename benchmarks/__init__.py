"""Measurements, run by hand: `python -m benchmarks` in the project's folder."""
