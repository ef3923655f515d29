"""Minutebook: minutes kept in git, as YAML and Markdown, turned into a searchable public website.

Read ``pipeline.py`` first: it names every stage, in order.
"""
