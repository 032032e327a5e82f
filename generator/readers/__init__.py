"""Readers: one file format each, source in, document out."""
