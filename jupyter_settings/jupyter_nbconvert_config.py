# What is exported to HTML shows gradcalc's still pictures. Whatever else is configured stays: this adds one name.
# An environment may read this file that has no gradcalc; its exports are left alone.
import importlib.util

if importlib.util.find_spec("gradcalc_server"):
    from gradcalc_server import add_pages

    add_pages(get_config())  # noqa: F821
