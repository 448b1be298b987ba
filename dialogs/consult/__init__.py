"""Policy questions: entries, retrieval, answers."""
