"""
Following: where each point of a drawing goes, from one key to the other.

The camera first (`camera`, `stage`), then the figure off its scenery (`lift`), then flow (`features`,
`shapes`, `pins`, `opticalflow`), and from flow the paths that drawings are made along (`motion`,
`turning`).
"""
