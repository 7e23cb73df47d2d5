"""Demonstration programmes: told through the same services as real work, with dates relative to the day of loading."""
