"""
The web server of the studio:

    python -m kfweb.studio.web DOOR

DOOR is the number of a listening socket that the supervisor lends.
"""

import socket
import sys

import uvicorn

GRACE = 3  # seconds that open requests and sockets get when the server stops
LARGEST_MESSAGE = 64 * 1024  # bytes of one WebSocket message


def serve(door: int) -> None:
    """
    Serve the pages on a socket that somebody else opened.
    """
    config = uvicorn.Config(
        "kfweb.asgi:application",
        lifespan="off",
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE,
        ws_max_size=LARGEST_MESSAGE,
        ws_ping_interval=20,
        # Events are small, and each goes to many pages: packing every copy would cost more than all else.
        ws_per_message_deflate=False,
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=door)])


if __name__ == "__main__":
    serve(int(sys.argv[1]))
