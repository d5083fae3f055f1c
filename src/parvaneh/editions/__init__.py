"""The public register: what anybody may know of every office, published edition by edition."""
