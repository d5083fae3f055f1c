"""Who is told of changes of grades: addresses, what was sent to them, sending it again."""
