"""Findings as people and programs read them: text, JSON, SARIF, GitHub's annotations, JUnit.

The last three are imported where they are asked for: few need them.
"""

from argmap.report.objects import as_json
from argmap.report.text import as_text, count

__all__ = ["as_json", "as_text", "count"]
