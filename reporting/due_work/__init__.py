"""What is due and overdue: every kind of work, by team and worker, as at any day."""

from reporting.due_work.item import Choices, DueItem, DueWork
from reporting.due_work.reading import due_work

__all__ = ["Choices", "DueItem", "DueWork", "due_work"]
