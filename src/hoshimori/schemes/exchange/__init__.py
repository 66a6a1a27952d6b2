"""The files of this part: editions as package data, and the official workbook."""
