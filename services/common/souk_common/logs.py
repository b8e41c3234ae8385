"""Logs: structlog JSON on standard output, the standard library's loggers included."""

import logging
import sys

import structlog
from structlog.types import EventDict, WrappedLogger

from souk_common.log_writer import LogWriter
from souk_common.request_id import current_request_id

_PROCESSORS: list[structlog.types.Processor] = [
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure_logs(service: str, replica: str, level: str) -> None:
    """Send every log line of this process to standard output as one JSON object."""

    def name_source(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        event["service"], event["replica"] = service, replica
        event.setdefault("request_id", current_request_id())
        return event

    render: list[structlog.types.Processor] = [
        name_source,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ]
    writer = LogWriter(sys.stdout)
    structlog.configure(
        processors=[*_PROCESSORS, *render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=lambda *_: writer,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_PROCESSORS,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render],
        )
    )
    root = logging.getLogger()
    root.handlers, root.level = [handler], logging.getLevelNamesMapping()[level.upper()]
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    logging.getLogger("pymongo").setLevel(logging.WARNING)
