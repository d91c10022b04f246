"""The command `gradcalc`, and what Google Colab lacks."""
