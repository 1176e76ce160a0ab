"""Members by the hundred in one process that live and have nothing to say: what nodes bear of a large alliance."""
