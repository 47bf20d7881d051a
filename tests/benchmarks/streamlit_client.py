"""Speaks to a running dashboard as a browser does, without one: what the server takes, and what it sends."""

from __future__ import annotations

import time
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


@dataclass(frozen=True)
class Answer:
    """One run of a screen: seconds until the server was done, bytes sent, bytes of them in charts."""

    seconds: float
    sent: int
    in_charts: int


class Session:
    """One visitor's connection; `address` is like http://localhost:8501."""

    def __init__(self, address: str) -> None:
        self.address = address.replace("http", "ws", 1) + "/_stcore/stream"
        self.connection: ClientConnection | None = None

    async def open(self, page: str, query: str) -> Answer:
        """Run a screen with what its address says, and return when it is done. RuntimeError if it fails."""
        if self.connection is None:
            self.connection = await connect(self.address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        wanted = BackMsg()
        wanted.rerun_script.page_name = page
        wanted.rerun_script.query_string = query
        started = time.perf_counter()
        await self.connection.send(wanted.SerializeToString())
        sent = in_charts = 0
        while True:
            raw = await self.connection.recv()
            message = ForwardMsg()
            message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            sent += len(raw)
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                in_charts += len(raw) if element.WhichOneof("type") == "plotly_chart" else 0
                if element.WhichOneof("type") == "exception":
                    raise RuntimeError(f"{page}: {element.exception.message}")
            if kind == "script_finished":
                return Answer(time.perf_counter() - started, sent, in_charts)

    async def close(self) -> None:
        """End the visit."""
        if self.connection is not None:
            await self.connection.close()
