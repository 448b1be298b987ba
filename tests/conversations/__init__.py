"""What happens to people in the conversation, filed by what they do."""
