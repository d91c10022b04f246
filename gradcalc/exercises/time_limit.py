"""A time limit on somebody's Python code, in the thread that runs it."""


class OutOfTime(BaseException):
    """The time is up; not an Exception, so that `except Exception` does not swallow it."""
