"""Make the database's collections, validators and indexes those of the schema."""

import logging
from collections.abc import Mapping
from typing import Any

from pymongo import IndexModel
from pymongo.database import Database
from pymongo.read_concern import ReadConcern

from .schema import COLLECTIONS
from .schema.definition import IGNORING_CASE, Collection, Index

Db = Database[dict[str, Any]]

OPTIONS = (
    "unique",
    "partialFilterExpression",
    "expireAfterSeconds",
    "weights",
    "default_language",
    "language_override",
)

log = logging.getLogger("souk.init")


def apply_schema(database: Db) -> None:
    """Create what is missing, change what differs; indexes of others are left alone, documents but for `backfill`."""
    existing = {each["name"]: each.get("options", {}) for each in database.list_collections()}
    for collection in COLLECTIONS:
        _backfill(database, collection)
        if collection.name not in existing:
            _create(database, collection)
            log.info("collection %s created", collection.name)
        elif existing[collection.name].get("validator", {}) != collection.validator:
            database.command("collMod", collection.name, validator=collection.validator)
            log.info("validator of %s changed", collection.name)
        _apply_indexes(database, collection)


def _create(database: Db, collection: Collection) -> None:
    """With its first documents or not at all: it is known by its name alone whether it ever had them."""
    if not collection.first:
        database.create_collection(collection.name, validator=collection.validator)
        return
    with database.client.start_session() as session, session.start_transaction(ReadConcern("local")):
        made = database.create_collection(collection.name, session=session, validator=collection.validator)
        made.insert_many([dict(each) for each in collection.first], session=session)


def _backfill(database: Db, collection: Collection) -> None:
    for name, value in collection.backfill.items():
        done = database[collection.name].update_many({name: {"$exists": False}}, [{"$set": {name: value}}])
        if done.modified_count:
            log.info("%s of %d %s set to %s", name, done.modified_count, collection.name, value)


def _apply_indexes(database: Db, collection: Collection) -> None:
    present = {each["name"]: each for each in database[collection.name].list_indexes()}
    wanted = {each.name: each for each in collection.indexes}
    obsolete = [
        name
        for name, found in present.items()
        if name.startswith("souk_") and (name not in wanted or not _same(wanted[name], found))
    ]
    for name in obsolete:
        database[collection.name].drop_index(name)
        log.info("index %s of %s dropped", name, collection.name)
    missing = [each for name, each in wanted.items() if name not in present or name in obsolete]
    if missing:
        database[collection.name].create_indexes([_model(each) for each in missing])
        log.info("%d indexes of %s created", len(missing), collection.name)


def _same(wanted: Index, found: Mapping[str, Any]) -> bool:
    options = {name: found[name] for name in OPTIONS if name in found}
    if "collation" in found:  # the server reports every setting that a collation has
        options["collation"] = {name: found["collation"][name] for name in IGNORING_CASE}
    if wanted.weights:
        return options == wanted.options()
    return options == wanted.options() and list(found["key"].items()) == list(wanted.keys)


def _model(wanted: Index) -> IndexModel:
    return IndexModel(list(wanted.keys), name=wanted.name, **wanted.options())
