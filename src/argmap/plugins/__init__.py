"""Plug-ins of site generators: a map in a page's text becomes its picture and its rows."""
