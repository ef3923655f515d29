"""The tests, named by feature; cases are files, and what tests share stands in `tests/support`."""
