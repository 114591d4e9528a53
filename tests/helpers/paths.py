"""The folders that tests read."""

from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).parent.parent
PROJECT: Final = TESTS.parent
DATA: Final = TESTS / "data"
RITTER: Final = PROJECT / "maps" / "ritter_2026-03-12.yaml"
