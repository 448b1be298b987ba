"""What the assistant does with an understood message: one module per kind of talk, each a few plain functions."""
