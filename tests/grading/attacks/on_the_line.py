"""Attacks by messages that have the right form, but hold nothing, too much, or come without end."""

from tests.grading.attacks.attack import Attack
from tests.grading.attacks.on_the_grader import FIND_WIRE, SLOPE

NUMBER = """
            def question():
                frame = sys._getframe(1)
                while "number" not in frame.f_locals or "wire" not in frame.f_locals: frame = frame.f_back
                return frame.f_locals["number"]
"""

ATTACKS = [
    Attack(
        "a value without numbers",
        "Says that a value came back, and sends none.",
        answer=f"""{FIND_WIRE}{NUMBER}
            def best_share(gradient, directions):
                wire().send(b"r", json.dumps({{"number": question(), "outcome": "value"}}).encode())
                return 7.0
        """,
        says="cannot be read",
    ),
    Attack(
        "the end of a cell for an answer",
        "Says what is said at the end of a cell, in place of what an answer gave.",
        answer=f"""{FIND_WIRE}{NUMBER}
            def best_share(gradient, directions):
                ended = json.dumps({{"number": question(), "error": "", "message": ""}}).encode()
                wire().send(b"o", ended)
                wire().send(b"r", ended)
                return 7.0
        """,
        says="cannot be read",
    ),
    Attack(
        "a message of nothings",
        "Sends three million nulls as the numbers of a reply.",
        answer=f"""{FIND_WIRE}{NUMBER}
            def best_share(gradient, directions):
                told = '{{"number": %d, "outcome": "value", "dtype": "f", "shape": [0], "numbers": [' % question()
                wire().send(b"r", (told + "null," * 3_000_000 + "null]}}").encode())
                return 7.0
        """,
        says="cannot be read",
    ),
    Attack(
        "a call with nothings",
        "Calls a function with fifteen million arguments, a byte each.",
        answer=f"""{FIND_WIRE}
            def directional_derivative(f, x, y, direction):
                calls = next(value for value in collector.get_objects() if type(value).__name__ == "_Calls")
                (number,) = calls._open
                count = 15_000_000
                question = number.to_bytes(4, "little") + b"t" + count.to_bytes(4, "little") + b"n" * count
                wire().send(b"f", question)
                return wire().receive()[1].decode()
        """,
        exercise=SLOPE,
        says="too many parts",
    ),
    Attack(
        "names without end",
        "Says that the notebook uses millions of names, before its first cell is run.",
        before="""
            import gc as collector
            import json
            (wire,) = [value for value in collector.get_objects() if type(value).__name__ == "Wire"]
            wire.send(b"r", b"[[" + b'"",' * 5_000_000 + b'""], true]')
        """,
        says="7",
    ),
    Attack(
        "replies without end",
        "Tells what nobody has asked for, again and again.",
        answer=f"""{FIND_WIRE}
            def best_share(gradient, directions):
                while True: wire().send(b"r", b'{{"number": 0, "outcome": "value", "text": "7"}}')
        """,
        says="best_share",  # the machine decides which limit it meets first, that of time or that of what is sent
    ),
]
