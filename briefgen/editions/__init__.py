"""What was known when, and what changed from one edition to the next."""
