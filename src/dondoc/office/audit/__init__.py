"""Who did what: append-only, each entry chained to the one before."""
