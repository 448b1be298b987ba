"""The Telegram channel: updates in, turns in order, replies out; heavy libraries are imported by its
modules."""
