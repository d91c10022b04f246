from hypothesis import settings

# A slow machine is no failure: no test here has a time limit.
settings.register_profile("gradcalc", deadline=None)
settings.load_profile("gradcalc")
