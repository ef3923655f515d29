"""The search beside Pagefind, on the same pages: what each finds, and what each costs. See `__main__`."""
