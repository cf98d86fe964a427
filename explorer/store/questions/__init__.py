"""What a store answers: the Questions, what is found, the part that is drawn, and all that is taken."""
