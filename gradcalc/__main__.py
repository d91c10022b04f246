"""`python -m gradcalc` is the command `gradcalc`."""

from gradcalc.app.cli import main

if __name__ == "__main__":
    main(prog_name="gradcalc")
