"""From a map to its picture: options, layout, Graphviz, SVG, PNG and PDF."""
