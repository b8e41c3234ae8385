"""Made-up trade: a seeded generator, and the job that writes what it makes up."""

from .plan import Counter, Plan
from .run import fill, refuse_unless_demo

__all__ = ["Counter", "Plan", "fill", "refuse_unless_demo"]
