"""Suggestions: a spaCy pipeline whose own components find quotes, actors, claims and stances."""
