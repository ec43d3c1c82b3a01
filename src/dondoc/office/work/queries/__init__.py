"""What the pages of this room read: each a fixed number of queries, however much there is."""
