"""Reads handed-in files in a process of its own with little memory and time: it knows no Django and no database."""
