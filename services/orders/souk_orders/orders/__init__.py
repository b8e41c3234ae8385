"""Orders: placing, cancelling, and handing over."""
