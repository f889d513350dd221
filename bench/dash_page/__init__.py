"""Baseline 2: the same content as a plain, well-written Dash page."""
