"""Who the people of a course are: the roster, what platforms call them, and what has been seen of names so far."""
