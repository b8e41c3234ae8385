"""What a replica counts about presence."""

from prometheus_client import Counter, Gauge

ROWS = Gauge("souk_presence_rows", "Rows of presence known to this replica, of all gateways")
WRITES = Counter("souk_presence_writes_total", "Bulk writes of this replica's own rows")
REAPED = Counter("souk_presence_reaped_total", "Rows of gateways that had died, taken away by this replica")
