"""Many notebooks at once: on the processes of this machine, or on others."""
