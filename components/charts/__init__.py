"""Analytical charts: functions from a frame and an `Indicator` to a plotly figure; plotly loads only with them."""
