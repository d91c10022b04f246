"""What was handed in, found in folders and zip files."""
