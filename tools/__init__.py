"""Tools for whoever works on the library; not shipped with it."""
