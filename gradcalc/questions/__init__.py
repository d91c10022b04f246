"""The engine of what is asked: exercises with cases, judged, predictions, drills and drawings. It knows no lesson."""
