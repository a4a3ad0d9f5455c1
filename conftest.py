"""Lets every room's tests use the cast."""

pytest_plugins = ["tests.cast"]
