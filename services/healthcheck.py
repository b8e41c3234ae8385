"""Ends with 0 when the replica in this container answers GET /api/health with 200.

By a bare socket: it runs every few seconds in every container, and an HTTP library would take longer to load
than all of this takes.
"""

import socket
import sys

with socket.create_connection(("127.0.0.1", 8000), timeout=2) as connection:
    connection.sendall(b"GET /api/health HTTP/1.0\r\nHost: localhost\r\n\r\n")
    sys.exit(connection.recv(64).split()[1] != b"200")
