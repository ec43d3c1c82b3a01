"""Dondoc: from dispatch to done."""
