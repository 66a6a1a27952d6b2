"""The demo's world: made by doing the operations, the same each time."""
