"""An expert confirms a self-evaluation, and management declares it."""
