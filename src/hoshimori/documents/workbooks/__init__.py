"""Workbooks (xlsx): written with XlsxWriter, read with bounds on everything a hostile file could blow up."""
