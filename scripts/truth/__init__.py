"""Models whose truth is known: what `scripts/truth-models.py` builds, and how it shows that they are what they are said to be."""
