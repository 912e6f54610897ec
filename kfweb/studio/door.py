"""
The address of the pages.
"""

import http.client
import os
import socket
import time


class DoorTaken(Exception):
    """
    The pages cannot be served at that address.
    """


def open_door(host: str, port: int) -> socket.socket:
    """
    Listen where the pages are to be.

    The supervisor holds the socket and lends it to the web server: while that is started again,
    browsers wait a moment instead of being turned away.
    """
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(address)
        door.listen(1024)
    except OSError as error:
        door.close()
        raise DoorTaken(
            f"The pages cannot be served on {host}, port {port}: {os.strerror(error.errno or 0).lower()}."
            " Choose another port with KF_PORT, for example KF_PORT=8001 make run."
        ) from None
    return door


def shown(door: socket.socket) -> str:
    """
    The address that a person on this machine types.
    """
    host, port = door.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def wait_for_pages(address: str, *, seconds: float) -> bool:
    """
    Whether the pages answer within this time.
    """
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=left)
        try:
            line.request("GET", "/healthz")
            if line.getresponse().status == http.HTTPStatus.OK:
                return True
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            line.close()
    return False
