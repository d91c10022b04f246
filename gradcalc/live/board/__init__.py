"""The live picture of everything else: inputs, a reading of them, and pictures of the reading."""
