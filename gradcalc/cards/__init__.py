"""What the notebook shows as cards: questions to predict, and progress."""
