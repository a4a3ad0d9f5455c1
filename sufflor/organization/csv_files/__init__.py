"""The organisation as CSV files: what they hold, how they are read, compared and written out."""
