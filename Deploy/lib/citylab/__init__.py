"""Several nodes on this machine, and a client of their local API. Python 3 standard library only."""
