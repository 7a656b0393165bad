"""`manage.py up`: everything that a running Wangan needs, in one command."""
