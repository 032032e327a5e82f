"""Seedbed: articles and notes in, a knowledge base with a source for every statement out. Start at `build.py`."""
