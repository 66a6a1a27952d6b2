"""The files of this part: the workbook of a self-evaluation."""
