"""What a replica counts about its live connections."""

from prometheus_client import Counter, Gauge

SOCKETS = Gauge("souk_live_sockets", "Sockets connected now", ["kind"])
EVENTS = Counter("souk_live_events_total", "Events put in a socket's backlog", ["event"])
DROPPED = Counter("souk_live_dropped_total", "Sockets that the gateway dropped", ["reason"])
REFUSED = Counter("souk_live_refused_total", "Connections that were refused", ["status"])
SNAPSHOT_READS = Counter("souk_live_snapshot_reads_total", "Reads of products for a snapshot")
STREAM_LAG_S = Gauge("souk_live_stream_lag_seconds", "From a write to its delivery by the change stream")
STREAM_STARTS = Counter("souk_live_stream_starts_total", "Times the change stream began without a resume token")
