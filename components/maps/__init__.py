"""Maps: class breaks and legends, which outlines a map needs, and the view that the board's map draws."""
