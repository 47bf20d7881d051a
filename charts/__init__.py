"""Figures and marks: plain data in, drawing out. One palette, one set of shapes."""
