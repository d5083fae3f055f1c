"""Settings and what starts the product's programs."""
