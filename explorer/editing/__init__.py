"""A file or a folder in; a draft of tables that a person looks at and changes; a folder, a zip or a workbook out."""
