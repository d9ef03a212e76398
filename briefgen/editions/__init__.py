"""What was known when, and what changed from one edition to the next.

Its modules are imported by name: those that every build needs load nothing that is slow.
"""
