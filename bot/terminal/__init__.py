"""The conversation in a terminal, or piped: one line in is one message."""
