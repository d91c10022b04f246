"""What there is to look at: functions of two variables with their windows, from the gallery, typed or handed over."""
