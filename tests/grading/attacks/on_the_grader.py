"""Attacks by somebody who has read how the grader speaks with the process that runs the notebook."""

from tests.grading.attacks.attack import Attack

SLOPE = "03.directional_derivative"

FIND_WIRE = """
            import gc as collector
            import json
            import os
            import sys
            def wire():
                return next(value for value in collector.get_objects() if type(value).__name__ == "Wire")
"""

FORGED = [
    Attack(
        "points by message",
        "Finds the line to the grader among all objects, and writes points and a verdict to it.",
        answer=f"""{FIND_WIRE}
            def best_share(gradient, directions):
                for number in range(200):
                    told = {{"number": number, "outcome": "right", "mark": "right", "points": 2, "earned": 2}}
                    wire().send(b"r", json.dumps(told).encode())
        """,
        says="cannot be read",
    ),
    Attack(
        "a reply in the name of the frame",
        "Reads the number of the question in the frames above, and answers it with a number of its own.",
        answer="""
            import json
            import sys
            def best_share(gradient, directions):
                frame = sys._getframe(1)
                while "number" not in frame.f_locals: frame = frame.f_back
                told = {"number": frame.f_locals["number"], "outcome": "value", "dtype": "f", "shape": []}
                frame.f_locals["wire"].send(b"r", json.dumps(told | {"numbers": [7.0]}).encode())
        """,
        says="7",
    ),
    Attack(
        "a thread that answers for the main one",
        "A thread sends replies to whatever may be asked, before the honest part can.",
        answer=f"""{FIND_WIRE}
            import threading
            def flood():
                for number in range(2000):
                    told = {{"number": number, "outcome": "value", "dtype": "f", "shape": [], "numbers": [7.0]}}
                    wire().send(b"r", json.dumps(told).encode())
            def best_share(gradient, directions):
                thread = threading.Thread(target=flood)
                thread.start()
                thread.join()
        """,
        says="7",
        lost=1,  # it answers for the last exercise, too
    ),
    Attack(
        "a line that says something else",
        "What writes to the grader is replaced, and makes a 1 of every number.",
        answer=f"""{FIND_WIRE}
            def send(self, kind, content, deadline=None):
                if kind == b"r": content = json.dumps(json.loads(content) | {{"numbers": [1.0]}}).encode()
                self.connection.sendall(kind + len(content).to_bytes(4, "little") + content)
            def best_share(gradient, directions):
                type(wire()).send = send
                return 0.0
        """,
        says="1",
    ),
    Attack(
        "swapped code of the grader's part",
        "What calls the answers in this process gets other code, which says that all went well.",
        answer="""
            import gradcalc.questions.calling as calling
            def reply_of(kind, given, inputs):
                from gradcalc.questions.replies import Reply
                import numpy
                return Reply("value", numpy.ones(()))
            def best_share(gradient, directions):
                calling.reply_of.__code__ = reply_of.__code__
                return 7.0
        """,
        says="the grader has no gradcalc.questions",  # it is out of sight of every import
    ),
    Attack(
        "patched json",
        "What makes text of a reply makes always the same one.",
        answer="""
            import json
            def best_share(gradient, directions):
                json.dumps = lambda told: '{"number": %d, "outcome": "right"}' % told["number"]
        """,
        says="cannot be read",
        lost=1,
    ),
    Attack(
        "control bytes",
        "Sends the bytes that start and end submissions to whoever reads them.",
        answer="""
            import os
            def best_share(gradient, directions):
                for byte in (b"s", b"e", b"d", b"l"): os.write(3, byte * 5)
        """,
        says="ended the process",
    ),
    Attack(
        "open files by message",
        "Sends the grader a hundred open files with each byte.",
        answer="""
            import os
            import socket
            def best_share(gradient, directions):
                line = socket.socket(fileno=os.dup(3))
                files = [os.open("/", os.O_RDONLY) for _ in range(50)]
                told = b'{"number": 0}'
                for _ in range(100): socket.send_fds(line, [b"r" + len(told).to_bytes(4, "little") + told], files)
                return 7.0
        """,
        says="7",
    ),
    Attack(
        "a pickle",
        "Returns an object that runs a program where it is unpacked.",
        answer="""
            import os
            class Bomb:
                def __reduce__(self): return os.system, ("touch /tmp/bomb",)
            def best_share(gradient, directions): return Bomb()
        """,
        says="Bomb",
    ),
    Attack(
        "an error in disguise",
        "Raises an error whose words never end and whose class says that it is another.",
        answer="""
            class Meta(type):
                __mro__ = property(lambda self: 1 / 0)
                __name__ = property(lambda self: "right")
            class Wrong(Exception, metaclass=Meta):
                def __str__(self): return "13 of 13 points" * 10**6
            def best_share(gradient, directions): raise Wrong
        """,
        says="13 of 13",
    ),
]

ASKING = [
    Attack(
        "functions of other questions",
        "Asks the grader for the values of functions that it was never handed, by guessing their numbers.",
        answer=f"""{FIND_WIRE}
            def best_share(gradient, directions):
                import struct
                line, came = wire(), set()
                ones = b"t" + struct.pack("<I", 2) + 2 * (b"d" + struct.pack("<d", 1.0))
                for number in range(50):
                    line.send(b"f", number.to_bytes(4, "little") + ones)
                    came.add(line.receive()[1])
                return str(came)
        """,
        says="was for another call",
    ),
    Attack(
        "a grid without end",
        "Asks for a function on a grid that is a few bytes to send, and gigabytes to compute.",
        answer="""
            def directional_derivative(f, x, y, direction):
                f(np.zeros((30_000, 1)), np.zeros((1, 30_000)))
        """,
        exercise=SLOPE,
        says="MemoryError",
    ),
    Attack(
        "a long text among numbers",
        "Asks with a list of which NumPy makes an array with room for a long text in every place.",
        answer="""
            def steepest_direction(f, x): return f(["x" * 30_000, *[0] * 30_000])
            greatest_slope = steepest_direction
        """,
        exercise="03.steepest_direction",
        says="MemoryError",
    ),
    Attack(
        "numbers without end",
        "Asks for powers of numbers with millions of digits.",
        answer="""
            def directional_derivative(f, x, y, direction): return f(1 << 120_000_000, np.array([1 << 9999], object))
        """,
        exercise=SLOPE,
        says="MemoryError",
    ),
    Attack(
        "questions without end",
        "Asks for values for ever, and never reads one.",
        answer=f"""{FIND_WIRE}
            def directional_derivative(f, x, y, direction):
                line, question = wire(), bytes(4) + b"t" + bytes(4)
                while True: line.send(b"f", question)
        """,
        exercise=SLOPE,
        says="did not come to an end",
    ),
]

HUGE = [
    Attack(
        "a reply of many axes",
        "Returns an array of sixteen axes, whose words fill a book.",
        answer="def best_share(gradient, directions): return np.random.rand(*(2,) * 16)",
        says="array of shape",
    ),
    Attack(
        "a message that says it is long",
        "Announces four gigabytes, and sends them for ever.",
        answer="""
            import os
            def best_share(gradient, directions):
                os.write(3, b"r" + bytes([255] * 4))
                while True: os.write(3, bytes(10**6))
        """,
        says="ended the process",
    ),
    Attack(
        "a deep message",
        "Sends brackets in brackets instead of a reply, deeper than anybody can read.",
        answer="""
            import os
            def best_share(gradient, directions):
                deep = b"[" * 100_000
                os.write(3, b"r" + len(deep).to_bytes(4, "little") + deep)
        """,
        says="cannot be read",
    ),
    Attack(
        "a message of long numbers",
        "Sends a number of a million digits, and a shape of a thousand axes.",
        answer="""
            import os
            def best_share(gradient, directions):
                told = b'{"number": %s, "shape": [%s1]}' % (b"9" * 10**6, b"1," * 1000)
                os.write(3, b"r" + len(told).to_bytes(4, "little") + told)
        """,
        says="cannot be read",
    ),
]

ATTACKS = [*FORGED, *ASKING, *HUGE]
