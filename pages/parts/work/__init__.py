"""Pieces of the screens about what is due and about a child's journey."""
