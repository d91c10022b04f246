"""What the notebook shows as cards: checks of answers, questions to predict, drills, drawings, and progress."""
