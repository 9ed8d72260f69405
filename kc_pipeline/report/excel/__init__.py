"""The annexes as an Excel workbook: to be filtered, added up and traced to the cells behind."""
