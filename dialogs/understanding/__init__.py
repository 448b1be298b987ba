"""Turning a message into commands."""
