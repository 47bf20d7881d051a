"""Reading what councils hold: one reader for each kind of extract, and what the readers share."""
