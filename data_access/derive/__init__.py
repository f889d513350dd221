"""Pure statistics: frames and numbers in, numbers out; no warehouse, no language, no screen."""
