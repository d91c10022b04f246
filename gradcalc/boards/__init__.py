"""Boards: the live pictures of single lessons."""
