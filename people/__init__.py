"""Persons, centres, organisations and their units, the roles that persons hold, and signing in."""
