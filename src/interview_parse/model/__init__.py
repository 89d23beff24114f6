"""The model layer: what users hold in their hands, and how it is put together."""
