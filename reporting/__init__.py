"""What a reader may see: read once here for every screen and every export."""
