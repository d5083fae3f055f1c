"""What anybody may see: finding an office and comparing offices. Nobody is asked who they are."""
