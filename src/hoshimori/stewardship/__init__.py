"""Figures about the scheme as a whole, of which none speaks of fewer than five companies."""
