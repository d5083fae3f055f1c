"""Work on cases: lists, a case of any procedure, its steps, documents and notices."""
