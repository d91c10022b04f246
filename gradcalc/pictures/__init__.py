"""Pictures: the marks that they are made of, what lies under them, and how they are drawn without a browser."""
