"""The pieces of the screens about teams and their workers."""
