"""The board of targets: figures beside what was promised, and the template by which targets are loaded."""
