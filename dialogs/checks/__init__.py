"""What is missing, wrong or at risk in a form, each with its article."""
