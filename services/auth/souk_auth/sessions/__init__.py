"""Sessions: sign-ins that last, and the tokens they give."""
