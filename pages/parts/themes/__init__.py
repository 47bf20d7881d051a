"""Pieces of the pages about one subject: a theme's views, sections, figures and lists."""
