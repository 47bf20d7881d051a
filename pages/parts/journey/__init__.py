"""Pieces of the screen about a child's journey."""
