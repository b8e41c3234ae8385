"""`/api/admin/synonyms`: admins keep the words that mean the same to the search."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response
from pydantic_core import to_json

from souk_catalog.products.at_once import NOT_SHARED
from souk_catalog.products.dependencies import storefront_of
from souk_catalog.synonyms.import_synonyms import import_synonyms
from souk_catalog.synonyms.keep_synonyms import KeepSynonyms
from souk_catalog.synonyms.preview import preview
from souk_catalog.synonyms.repository import SynonymGroups
from souk_catalog.synonyms.schemas import (
    ImportIn,
    ImportOut,
    PreviewIn,
    PreviewOut,
    SynonymGroup,
    SynonymPage,
    SynonymsIn,
    SynonymsQuery,
)
from souk_common.app import api_router
from souk_common.client_address import ClientAddress
from souk_common.identity import CurrentAdmin
from souk_common.pagination import page_count
from souk_common.schemas import PathId

router = api_router("/api/admin/synonyms", "admin")


async def _groups(request: Request) -> SynonymGroups:
    return SynonymGroups(request.app.state.mongo)


async def _keep(request: Request, admin: CurrentAdmin, address: ClientAddress) -> KeepSynonyms:
    return KeepSynonyms(request.app.state.mongo, admin, address)


Groups = Annotated[SynonymGroups, Depends(_groups)]
Keeping = Annotated[KeepSynonyms, Depends(_keep)]


def _answer(shape: object, status: int = 200) -> Response:
    return Response(to_json(shape), status, NOT_SHARED, "application/json")


@router.get("", operation_id="listSynonyms", responses={200: {"model": SynonymPage}})
async def list_synonyms(_admin: CurrentAdmin, groups: Groups, query: Annotated[SynonymsQuery, Query()]) -> Response:
    """Groups of words that mean the same to the search, those that were changed last first."""
    found = await groups.matching(query.search)
    items = found[query.skip : query.skip + query.limit]
    pages = page_count(len(found), query.limit)
    return _answer({"items": items, "total": len(found), "page": query.page, "pages": pages})


@router.post("", operation_id="addSynonyms", status_code=201, responses={201: {"model": SynonymGroup}})
async def add_synonyms(keep: Keeping, body: SynonymsIn) -> Response:
    """Add a group. It is searched with within a second."""
    return _answer(await keep.add(body.words), 201)


@router.put("/{group_id:object_id}", operation_id="changeSynonyms", responses={200: {"model": SynonymGroup}})
async def change_synonyms(keep: Keeping, group_id: PathId, body: SynonymsIn) -> Response:
    """Give a group other words."""
    return _answer(await keep.change(group_id, body.words))


@router.delete("/{group_id:object_id}", operation_id="removeSynonyms", status_code=204)
async def remove_synonyms(keep: Keeping, group_id: PathId) -> None:
    """Take a group out."""
    await keep.remove(group_id)


@router.post("/import", operation_id="importSynonyms")
async def import_groups(request: Request, keep: Keeping, body: ImportIn) -> ImportOut:
    """Add the groups of a text, all of them or, when a line is wrong, none. A dry run (the default) does nothing."""
    return await import_synonyms(request.app.state.mongo, keep, body)


@router.get("/export", operation_id="exportSynonyms", responses={200: {"content": {"text/plain": {}}}})
async def export_synonyms(_admin: CurrentAdmin, groups: Groups) -> Response:
    """All groups as a text that can be imported."""
    lines = [", ".join(words) + "\n" for words in (await groups.all()).values()]
    headers = {**NOT_SHARED, "Content-Disposition": 'attachment; filename="synonyms.txt"'}
    return Response("".join(lines), headers=headers, media_type="text/plain")


@router.post("/preview", operation_id="previewSynonyms", responses={200: {"model": PreviewOut}})
async def preview_synonyms(request: Request, _admin: CurrentAdmin, groups: Groups, body: PreviewIn) -> Response:
    """What a search finds now, and what it would find with other groups. Nothing is changed."""
    return _answer(await preview(storefront_of(request).shelf, await groups.all(), body))
