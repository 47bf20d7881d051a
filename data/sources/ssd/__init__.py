"""The Standard Safeguarding Dataset: tables that a council builds from its case system."""
