"""Pictures that stay alive on a page without Python."""


def record_all() -> None:
    """Make every live picture of this kernel ready for a page without Python."""
