"""Meeting mode: figures to freeze, decisions with the figures they rest on, and the minutes as files."""
