"""Reviews: who accepted or challenged which claim, in a ledger beside the map.

A ledger holds verdicts only. What they come to is worked out from a map and its ledger by
functions that touch no file; only `reading` opens one.
"""
