"""The one HTTP application, made of what its parts listen for."""

from collections.abc import Iterable

from aiohttp import web

_LARGEST = 1024 * 1024  # bytes of a body that is read at once; pushes of feeds bring their own cap


def create_application(routes: Iterable[web.RouteDef]) -> web.Application:
    """Return the application that serves these routes, and nothing else."""
    application = web.Application(client_max_size=_LARGEST)
    application.router.add_routes(routes)
    return application
