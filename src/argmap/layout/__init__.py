"""Places claims at a given width; knows Graphviz only as the DOT that it writes."""
