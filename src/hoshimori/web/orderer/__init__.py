"""Pages of orderers: what they asked registered companies to show, and what they are shown."""
