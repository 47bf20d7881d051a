"""What a KPI is: its definition files, the library that reads them, and how figures are rated. No data, no screens."""
