"""What Socle adds around Tryton: its initialisation and its log lines."""
