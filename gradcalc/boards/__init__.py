"""The boards of the lessons: live pictures with controls of their own."""
