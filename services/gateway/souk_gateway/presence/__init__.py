"""Who is online, and what users have chosen about being seen and being told."""
