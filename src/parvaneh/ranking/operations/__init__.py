"""Operations of the yearly cycle."""
