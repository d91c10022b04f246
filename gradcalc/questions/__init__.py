"""The engine of what is asked: exercises with their cases, judged, and predictions. It knows no lesson."""
