"""What all pages have in common: frame, words, look, refusals."""
