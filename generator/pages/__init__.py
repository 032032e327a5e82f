"""Page views: one page kind each, knowledge base in, frozen views out."""
