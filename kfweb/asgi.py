"""
The way in for requests and sockets.
"""

import logging
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kfweb.settings")

import django

django.setup(set_prefix=False)

# Consumers import models, which exist only once Django is set up.
from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import path  # noqa: E402

from editor.live import ProjectConsumer  # noqa: E402
from editor.poses.ceiling import Ceiling  # noqa: E402
from editor.watching.live import WatchConsumer  # noqa: E402
from kfweb.checks import refuse_unsafe  # noqa: E402
from kfweb.logs import Masked  # noqa: E402
from kfweb.threads import Pages  # noqa: E402
from kfweb.viewer import ViewerScope  # noqa: E402

refuse_unsafe()
# Where the server of requests writes each of them down: some addresses hold a token.
logging.getLogger("uvicorn.access").addFilter(Masked())

sockets = URLRouter(
    [
        path("ws/projects/<uuid:project>", ProjectConsumer.as_asgi()),
        path("ws/projects/<uuid:project>/watch", WatchConsumer.as_asgi()),
    ]
)

application = ProtocolTypeRouter(
    {
        "http": Ceiling(Pages()),
        # Browsers send cookies with sockets that other sites open: the origin is what tells them apart.
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(ViewerScope(sockets))),
    }
)
