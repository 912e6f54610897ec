"""
Masks: where the figure is in a picture, or in both pictures of a pair.

`finding` decides; `bones` lead it, `difference` compares two keys, `settling` and `guided` draw the edge.
"""
