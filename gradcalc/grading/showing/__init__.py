"""What students and lecturers read: feedback, reports, and notebooks made harmless."""
