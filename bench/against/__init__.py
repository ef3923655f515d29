"""This program and other generators on the same words, in one run."""
