"""From landed extracts to the schema `staged` of a build: typed rows, one form for every kind of source.

A dataset or a feed holds all there is to say, so the newest one counts. Annex A workbooks hold six
months each, so they are stitched. No row disappears: each is staged, rejected with its reasons, or
left out because a better source has it, and staged.row_counts shows that nothing is missing.
"""
