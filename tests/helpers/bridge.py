"""A short map without findings, as pages of site generators show it."""

from __future__ import annotations

BRIDGE = """\
argmap: 1
title: Close the bridge
lang: en
thesis: {text: The bridge must be closed.}
premises:
  cracks:
    text: Its main pillar is cracked.
    supports: thesis
    evidence:
      - {text: Three cracks are over a metre long., source: survey}
      - {text: The longest one grows., source: readings}
sources:
  survey: {type: report, title: Bridge survey, URL: "https://example.org/survey"}
  readings: {type: dataset, title: Readings}
"""
BROKEN = BRIDGE.replace("supports: thesis", "supports: thesys")
