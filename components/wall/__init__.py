"""The wall: scenes for a screen that is read from the back of a room, written here and drawn by the board family."""
