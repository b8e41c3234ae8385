"""What people search for, what they do not find and what they choose, by day and text; nothing of who they are."""
