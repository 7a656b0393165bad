"""Reading tables that people send, as Excel or text, whatever is in them: cells of plain text."""
