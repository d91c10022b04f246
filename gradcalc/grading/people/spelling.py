"""How a name is kept, and which names a reader can hardly tell apart."""

import unicodedata

from gradcalc.grading.running.plan import Unreadable
from gradcalc.grading.running.printable import JOINERS

# A name is a key in nbgrader's gradebook (128 signs, with a number) and a folder (255 bytes).
LONGEST_NAME, MOST_BYTES = 100, 255
# What a keyboard or a word processor puts into O'Neil.
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4`\uff07", "'"))


def student_named(name: str) -> str:
    """The name of a student as it is kept: composed signs, plain spaces, none around it. Raises Unreadable.

    >>> student_named(" Zoe\u0308 ") == "Zo\u00eb"
    True
    """
    signs = unicodedata.normalize("NFC", name)
    name = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in signs).strip(f" {JOINERS}")
    shown = "".join(sign for sign in name if sign not in JOINERS)
    if not name or name.startswith(".") or not shown.isprintable():
        raise Unreadable("the student's name in it cannot be used.")
    if len(name) > LONGEST_NAME or len(name.encode()) > MOST_BYTES:
        raise Unreadable("the student's name in it is too long for a folder: hand it in under a shorter one.")
    return name


def look(name: str) -> str:
    """The same text for all names that a reader can hardly tell apart: signs that do not show do not count.

    >>> look("Zoe\u0308\u00a0B") == look("zo\u00eb b") == look("Zo\u00eb\u200e B")
    True
    >>> look("O\u2019Neil\u2010Ng") == look("O'Neil-Ng")
    True
    """
    name = "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in name.translate(_APOSTROPHES))
    plain = "".join(" " if sign.isspace() else sign for sign in unicodedata.normalize("NFKC", name).casefold())
    return " ".join("".join(sign for sign in plain if unicodedata.category(sign) not in ("Cf", "Cc")).split())


def squashed(name: str) -> str:
    """A name as Canvas writes it before a file: its letters and digits alone, in small letters.

    >>> squashed("O'Neil-Ng, Zo\u00eb")
    'oneilngzo\u00eb'
    """
    return "".join(sign for sign in look(name) if sign.isalnum())
