"""A city's node that has its keys and means no good: it knows the contract, and breaks it."""
