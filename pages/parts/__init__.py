"""Drawing shared by the screens."""
