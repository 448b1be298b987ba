"""Rules as data, evaluated in three values."""
