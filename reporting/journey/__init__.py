"""A child's journey: from contact to plan and care, between early help and social care, and one child's record."""
