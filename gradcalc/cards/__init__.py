"""What the notebook shows as cards: checks of answers, questions to predict, and progress."""
