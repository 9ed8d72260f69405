"""A submitted file becomes typed rows with their cells; what they mean together is for others."""
