"""Which answers of a class are the same but for names, spaces and comments: text in, text out, of nobody's points."""
