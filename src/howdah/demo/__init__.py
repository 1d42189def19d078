"""What ``howdah demo`` does: three people and a day on a server of their own; or a look around a real one."""
