"""The lessons: where their notebooks are, and what each of them asks, a folder a lesson."""
