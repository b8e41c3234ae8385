"""Live events over Socket.IO: who is connected, who watches what, and what each is told."""
