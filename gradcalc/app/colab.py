"""Google Colab: switches on what the live pictures need there, and says in words what Colab lacks."""

import importlib

READY = "Google Colab now shows the widgets of other makers, which the live pictures are. If one stays empty,"
MISSING = "Google Colab could not be told to show the widgets of other makers, which the live pictures are:"
RESTART = " choose Runtime, Restart session, and run the cells again."
LOST = (
    " Colab forgets the points of gc.progress when the session ends, and your answers too, unless you save a copy "
    "of the notebook in Drive."
)


def prepare() -> str:
    """Switch Colab's own manager of widgets on, and give the sentences to show. Call it in Colab only.

    Source: googlecolab/colabtools, issue 498.
    """
    try:
        importlib.import_module("google.colab.output").enable_custom_widget_manager()
    except (ImportError, AttributeError) as error:
        return f"{MISSING} {error}.{LOST}"
    return f"{READY}{RESTART}{LOST}"
