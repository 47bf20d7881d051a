"""Files that people fill in: monthly values and targets, in CSV or XLSX."""
