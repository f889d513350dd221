"""The parts of the claim register: what each claim says, what the figures give, and the verdict by rule."""
