"""Whole stories, told alike through the pure engine, the terminal and Telegram."""
