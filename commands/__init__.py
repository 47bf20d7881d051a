"""The commands of cli.py, a file for each part of the work. As thin as pages."""
