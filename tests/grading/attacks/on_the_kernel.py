"""Attacks on the messages of Jupyter, by which a kernel of its own is spoken to."""

from tests.grading.attacks.attack import Attack

ATTACKS = [
    Attack(
        "replies that are none",
        "The kernel says to each cell, in Jupyter's own form and signed, something that is no reply.",
        before="""
            session = get_ipython().kernel.session
            pack = session.pack
            session.pack = lambda part: b"[1]" if "status" in part else pack(part)
        """,
        says="ends its process",
    ),
    Attack(
        "replies to nobody",
        "The kernel's headers are lists, so that nobody can tell what a reply is to.",
        before="""
            session = get_ipython().kernel.session
            pack = session.pack
            session.pack = lambda part: b"[1]" if "msg_type" in part else pack(part)
        """,
        says="ends its process",
    ),
    Attack(
        "replies of nothings",
        "The kernel's replies hold a million nulls, in Jupyter's own form and signed.",
        before="""
            session = get_ipython().kernel.session
            pack = session.pack
            nulls = b'{"status": "ok", "told": [' + b"null," * 700_000 + b"null]}"
            session.pack = lambda part: nulls if "status" in part else pack(part)
        """,
        says="ends its process",
    ),
    Attack(
        "a message of parts without end",
        "A message of which each part is short enough, but there are a hundred megabytes of them.",
        before="""
            import zmq
            kernel = get_ipython().kernel
            line, who = kernel.shell_stream.socket, kernel._parent_ident["shell"]
            line.send(who[0], zmq.SNDMORE)
            for _ in range(100): line.send(bytes(1_000_000), zmq.SNDMORE)
            line.send(b"")
        """,
        says="ends its process",
    ),
    Attack(
        "a dead kernel",
        "The kernel ends as soon as it is asked for the answer.",
        answer="""
            import os
            def best_share(gradient, directions): os._exit(0)
        """,
        says="ended the process",
    ),
    Attack(
        "replies in advance",
        "The kernel says a hundred times that a cell was run, and what came out.",
        before="""
            kernel = get_ipython().kernel
            for number in range(100):
                told = {"status": "ok", "execution_count": number, "points": 1000}
                kernel.session.send(kernel.shell_stream, "execute_reply", told, kernel.get_parent("shell"))
        """,
        says="7",
    ),
]
