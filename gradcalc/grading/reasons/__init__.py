"""`gradcalc reasons`: all answers in words to one question on one page, where a person gives points for them."""
