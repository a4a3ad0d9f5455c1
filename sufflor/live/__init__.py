"""The event stream to open pages: what moved on, told within a second."""
