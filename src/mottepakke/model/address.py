"""Addresses of mail."""

ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)*"
"""What HTML's own fields for addresses take (HTML Living Standard 4.10.5.1.5), a part of RFC 5322's."""
