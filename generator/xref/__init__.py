"""Cross-references: annotated articles in, what holds between them out."""
