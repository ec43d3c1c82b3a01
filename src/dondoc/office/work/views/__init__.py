"""HTTP, and nothing but: each view loads, calls an action or a query, and answers with a page or a fragment."""
