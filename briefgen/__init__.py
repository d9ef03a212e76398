"""Cited policy briefs from source documents."""
