"""A page that shows a map while it is written: served to this computer alone."""
