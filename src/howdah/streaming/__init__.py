"""Streams: events as they happen, over WebSocket, SSE or by asking again and again, and none lost on the way."""
