"""Streams without ASGI's cost: a connection that asks for one is handed over as it is.

A server keeps tasks, queues and buffers for each request. A page needs them once; a stream would
pay for them at every frame. So it gets the bare protocol that the sidecar uses, in the same process
and on the same port. Uvicorn itself changes protocols like this for HTTP/2.
"""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from sufflor.live.sidecar import SidecarSubscriber
from sufflor.project.asgi import live

WANTS_STREAM = b"GET /live/"


class HandoverProtocol(HttpToolsProtocol):
    """Uvicorn's own, but for connections that ask for the stream."""

    _has_begun = False

    def data_received(self, data: bytes) -> None:
        if data.startswith(WANTS_STREAM) and self._is_idle():
            self._hand_over(data)
        else:
            # A stream that is asked for out of turn is served by ASGI, in its turn.
            self._has_begun = True
            super().data_received(data)

    def _is_idle(self) -> bool:
        """Nothing of another request is under way on this connection."""
        # Before the first request there is no cycle, though uvicorn's types say otherwise.
        return bool(getattr(self.cycle, "response_complete", not self._has_begun))

    def _hand_over(self, data: bytes) -> None:
        """From here on uvicorn neither waits for the connection nor closes it when it is idle."""
        if self.timeout_keep_alive_task is not None:
            self.timeout_keep_alive_task.cancel()
        self.connections.discard(self)
        subscriber = SidecarSubscriber(live.hub)
        self.transport.set_protocol(subscriber)
        subscriber.connection_made(self.transport)
        subscriber.data_received(data)
