"""
Masks: where the figure is in a picture, or in both pictures of a pair.

`finding` decides; `bones` lead it, `steadying` takes the camera out, `difference` compares two keys by their
`looks`, and `settling`, `guided` and `regained` draw the edge.
"""
