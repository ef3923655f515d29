"""Measurements that take longer than a test may, and what makes the material for them."""
