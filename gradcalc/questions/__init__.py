"""The engine of what is asked: exercises with their cases, judged, predictions and drills. It knows no lesson."""
