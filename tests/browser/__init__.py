"""The office in a browser, from outside: a real server, a real worker, a real database in a folder of its own, Debian's Chromium."""
