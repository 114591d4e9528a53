"""The language server: a map in an editor, checked, completed and explained while it is written."""
