"""The lecturer's side: versions of the notebooks, and grading. Installed with the extra `grade`."""

import sys

# With nbgrader comes jsonschema, and where it is installed this parser of international web addresses, which takes
# more than a second to load. No notebook has such an address to be checked, and jsonschema does without.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None: not to be had
