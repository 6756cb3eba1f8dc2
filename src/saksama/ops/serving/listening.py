"""The socket of the web server, opened by the supervisor and handed down."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket

from saksama.ops.errors import CommandRefused

BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """Open the socket, or say in a sentence why it cannot be opened. Port 0 takes any free one."""
    if not 0 <= port <= 65535:
        raise CommandRefused("A port lies between 1 and 65535.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except socket.gaierror:
        raise CommandRefused(f"The address {host} is not known on this machine; choose another with --host.") from None
    opened = socket.socket(family, kind, protocol)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind(address)
    except OSError as error:
        opened.close()
        raise CommandRefused(_why(error, host, port)) from None
    opened.listen(BACKLOG)
    opened.set_inheritable(True)
    return opened


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program; choose another with --port."
    if error.errno == errno.EACCES:
        return f"This user may not open port {port}; choose one above 1023 with --port."
    return f"Cannot listen on {host}, port {port}: {os.strerror(error.errno or 0)}. Choose others with --host and --port."


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address(opened: socket.socket) -> str:
    """Return the address a browser on this machine uses: of a socket that listens everywhere, the loopback one."""
    host, port = opened.getsockname()[:2]
    found = ipaddress.ip_address(host)
    if found.is_unspecified:
        found = ipaddress.ip_address("127.0.0.1" if found.version == 4 else "::1")
    return f"http://{f'[{found}]' if found.version == 6 else found}:{port}/"
