"""What is said of a text that is no formula."""


class FormulaError(ValueError):
    """A text is no formula: what is wrong, how to mend it, and where in the text it stands.

    start and end count the characters of the text as it was typed.
    """

    def __init__(self, what: str, start: int, end: int):
        super().__init__(what)
        self.start, self.end = start, end
