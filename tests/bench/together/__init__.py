"""
Many people at one project, over real sockets: what holds when they all come at once.

Each module here measures one thing by `measure(studio, scale)`, and is named in `__main__`.
"""
