"""Scenes: pure functions from a surface and a state to marks. One file a picture."""
