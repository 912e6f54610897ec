"""
Puppetry: a marked figure is taken apart, bent after its bones, and mixed with the other key's.

From the pictures to a puppet: `figure`, `parts`, `cutting`, `mesh`, `handles`, `arap`, `textures`,
`lending`, `puppet`. From two puppets to a drawing: `refine`, `gains`, `actor`, `raster`, `layers`,
`dissolve`; what they disagree on: `clashes`. Behind them: `plates`, `scenery`.
"""
