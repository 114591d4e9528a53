"""What two versions of a map say differently."""

from argmap.comparing.comparison import compare
from argmap.comparing.difference import Change, Difference, Field, Kind, Stale, What

__all__ = ["Change", "Difference", "Field", "Kind", "Stale", "What", "compare"]
