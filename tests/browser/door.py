"""What JupyterLab starts as a kernel: it knocks at a nursery (nursery.py) and stays as long as the kernel behind it.

Imports next to nothing, because it is started for every kernel.
"""

import json
import os
import socket
import sys

if __name__ == "__main__":
    place, connection_file = sys.argv[1:]
    with socket.socket(socket.AF_UNIX) as knock:
        knock.connect(place)
        socket.send_fds(knock, [b"."], [0, 1, 2])
        asked = {"connection_file": connection_file, "folder": os.getcwd(), "environment": dict(os.environ)}
        knock.sendall(json.dumps(asked).encode() + b"\n")
        while knock.recv(1):  # nothing is sent: it ends with the kernel
            pass
