"""Two versions of a map: what changed, and which reviews no longer count."""
