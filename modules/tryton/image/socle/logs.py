"""The lines that Tryton writes: UTC, and who called what without the arguments, where a password may be."""
import logging
import time

from trytond.tools.logging import format_args


class Formatter(logging.Formatter):
    converter = time.gmtime

    def format(self, record):
        if isinstance(record.args, tuple):
            record.args = tuple('(…)' if isinstance(arg, format_args) else arg for arg in record.args)
        return super().format(record)
