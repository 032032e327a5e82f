"""Extractors: one kind of annotation each, article in, standoff annotations out."""
