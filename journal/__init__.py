"""What people write and do: transactional, written by several processes, never rebuilt."""
