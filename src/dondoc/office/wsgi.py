"""The door for web servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.office.settings")
application = get_wsgi_application()

# What is loaded now stays for good: without this, every so often a page would wait for all of it to be looked through again (100 ms).
gc.collect()
gc.freeze()
