"""Acts of this part: asking, answering, showing, ending, looking."""
