"""The live picture: a canvas in the browser, and explorers that join it to sliders."""
