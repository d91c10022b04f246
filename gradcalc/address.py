"""Where gradcalc is published. It is said here alone: `make publish OWNER=account` writes the account below.

The same command fills in the files that name an address and cannot read it here, see docs/publish.py.
"""

OWNER = ""  # the account on GitHub; empty until there is one
REPOSITORY = f"https://github.com/{OWNER}/gradcalc" if OWNER else None
SITE = f"https://{OWNER}.github.io/gradcalc/" if OWNER else None
NO_SITE = "This copy of gradcalc has no address on the web yet, so a link would lead nowhere."
