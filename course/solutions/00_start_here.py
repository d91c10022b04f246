# %% 00.gradient_of_the_bowl
bowl_gradient = [3, -1]
