"""Field parsers: one reply in, a value as it will stand in the form or a reason out."""
