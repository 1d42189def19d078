"""How fast Howdah is, against the bare transports and against its peers, in one run on one machine."""
