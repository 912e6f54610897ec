"""
The whole studio on one machine: a broker, the pages, the workers and the sweep under one roof.
"""
