"""Reviews of claims, in a ledger beside the map."""
