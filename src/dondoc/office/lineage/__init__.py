"""Where orders come from and where they go: links between documents, and what of an upper document local tasks take up."""
