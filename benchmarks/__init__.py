"""What must stay fast: each module's `run()` measures and returns lines; ratios of one run, never absolutes alone."""
