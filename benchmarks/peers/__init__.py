"""argmap beside other tools that draw arguments: `python -m benchmarks.peers`."""
