"""A city's node in Python, written from the published contract alone (Sources/ExchangeWire/Contract)."""
