"""What every Souk service shares."""
