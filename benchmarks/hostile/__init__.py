"""Maps that are made to be dear, and what each command takes for them."""
