"""What people read: the report page, the workbook, the derivation of one office."""
