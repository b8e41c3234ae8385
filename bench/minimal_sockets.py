"""The bare figure for sockets: a Socket.IO server that accepts whoever comes, and does nothing else."""

import socketio


def create_app() -> socketio.ASGIApp:
    """The app that uvicorn runs."""
    return socketio.ASGIApp(socketio.AsyncServer(async_mode="asgi", ping_interval=10, ping_timeout=12))
