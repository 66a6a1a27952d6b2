"""The door to the demo: everybody of its world, one click away. Not there in real use."""
