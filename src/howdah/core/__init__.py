"""The machinery between a call and a request: no I/O, no clock of its own, nothing that knows sync from async."""
