"""From a file to its model, with everything that is wrong with it so far."""

from argmap.reading import schemarules, textrules, yamlrules  # noqa: F401 -- their rules enter
from argmap.reading.files import Reading, read, read_file

__all__ = ["Reading", "read", "read_file"]
