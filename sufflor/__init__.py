"""Sufflør: user support during and after a change of a big work system."""
