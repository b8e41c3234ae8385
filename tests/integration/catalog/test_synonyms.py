"""Admins keep the words that mean the same to the search."""

import asyncio
from typing import cast

import httpx2
import pytest

from souk_common.mongo import Document, Mongo
from tests.fixtures.figures import Note
from tests.fixtures.products import MakeProduct
from tests.fixtures.services import SignedIn, SignIn
from tests.fixtures.waiting import until
from tests.integration.catalog.conftest import Listing
from tests.integration.catalog.followed import SHOWN_WITHIN_S

SYNONYMS = "/api/admin/synonyms"


@pytest.fixture
async def admin(sign_in: SignIn) -> SignedIn:
    return await sign_in("admin")


class Thesaurus:
    """What an admin asks for."""

    def __init__(self, client: httpx2.AsyncClient, admin: SignedIn) -> None:
        self.client = client
        self.headers = admin.headers

    async def add(self, *words: str) -> httpx2.Response:
        return await self.client.post(SYNONYMS, json={"words": words}, headers=self.headers)

    async def change(self, group_id: str, *words: str) -> httpx2.Response:
        return await self.client.put(f"{SYNONYMS}/{group_id}", json={"words": words}, headers=self.headers)

    async def remove(self, group_id: str) -> httpx2.Response:
        return await self.client.delete(f"{SYNONYMS}/{group_id}", headers=self.headers)

    async def list(self, search: str = "", **query: int) -> Document:
        answer = await self.client.get(SYNONYMS, params={"search": search, **query}, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return cast(Document, answer.json())

    async def run(self, what: str, **body: object) -> Document:
        answer = await self.client.post(f"{SYNONYMS}/{what}", json=body, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return cast(Document, answer.json())

    async def export(self) -> str:
        answer = await self.client.get(f"{SYNONYMS}/export", headers=self.headers)
        assert answer.headers["content-type"].startswith("text/plain")
        return answer.text


@pytest.fixture
def thesaurus(client: httpx2.AsyncClient, admin: SignedIn) -> Thesaurus:
    return Thesaurus(client, admin)


async def until_found(listing: Listing, text: str, product_ids: list[str]) -> float:
    """How long it took until a search, verbatim, finds just these, in any order."""

    async def finds() -> bool:
        page = await listing.page(search=text, verbatim="true")
        found = set() if page["relaxed"] else {item["id"] for item in page["items"]}
        return found == set(product_ids)

    return await until(finds, SHOWN_WITHIN_S, f"“{text}” to find {len(product_ids)} products")


async def test_a_group_is_searched_with_within_a_second_until_it_changes_or_goes(
    thesaurus: Thesaurus, make_product: MakeProduct, listing: Listing, mongo: Mongo, admin: SignedIn, note: Note
) -> None:
    zither, fiddle = await make_product(name="Zither of ash"), await make_product(name="Fiddle of oak")
    await until_found(listing, "zither", [zither])
    added = await thesaurus.add("Zither", "plucked  box")
    assert added.status_code == 201
    group = added.json()
    assert group["words"] == ["Zither", "plucked box"]
    took_s = await until_found(listing, "plucked box", [zither])
    note(f"a group of synonyms is searched with after {took_s:.2f} s")

    changed = await thesaurus.change(group["id"], "fiddle", "plucked box")
    assert (changed.status_code, changed.json()["words"]) == (200, ["fiddle", "plucked box"])
    await until_found(listing, "plucked box", [fiddle])
    assert (await listing.page(search="plucked box"))["matching"] == ["plucked", "box", "fiddle"]

    assert (await thesaurus.remove(group["id"])).status_code == 204
    await until_found(listing, "plucked box", [])
    assert (await thesaurus.remove(group["id"])).status_code == 404
    assert (await thesaurus.change(group["id"], "a b", "c d")).status_code == 404

    rows = mongo.db.audit_log.find({"target_type": "synonyms", "actor_id": admin.id}).sort("at")
    assert [(row["action"], row["detail"]["words"]) async for row in rows] == [
        ("synonyms.added", "Zither, plucked box"),
        ("synonyms.changed", "fiddle, plucked box"),
        ("synonyms.removed", "fiddle, plucked box"),
    ]


async def test_the_same_group_is_not_there_twice(thesaurus: Thesaurus) -> None:
    group_id = (await thesaurus.add("one thing", "another thing")).json()["id"]
    other_id = (await thesaurus.add("third thing", "another thing")).json()["id"]
    assert (await thesaurus.add("Another Thing", "ONE thing")).status_code == 409
    assert (await thesaurus.change(other_id, "another thing", "one thing")).status_code == 409
    both = await asyncio.gather(*(thesaurus.add("raced thing", "chased thing") for _ in range(5)))
    assert sorted(each.status_code for each in both) == [201, 409, 409, 409, 409]
    found = await thesaurus.list("ONE thing")
    assert [item["id"] for item in found["items"]] == [group_id]
    assert (await thesaurus.list("nothing like it"))["total"] == 0


async def test_the_last_changed_comes_first_page_by_page(thesaurus: Thesaurus) -> None:
    for number in range(5):
        await thesaurus.add(f"paged {number}", f"leafed {number}")
    pages = [await thesaurus.list("paged", page=page, limit=2) for page in (1, 2, 3)]
    assert [item["words"][0] for page in pages for item in page["items"]] == [f"paged {n}" for n in range(4, -1, -1)]
    assert (pages[0]["total"], pages[0]["pages"]) == (5, 3)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["lonely"], "at least 2 entries"),
        (["twin", "Twins"], "the same to the search"),
        (["!!", "??"], "nothing to search for"),
        (["v w x y z", "k"], "too long"),
    ],
)
async def test_what_is_no_group_is_refused_with_the_reason(thesaurus: Thesaurus, words: list[str], why: str) -> None:
    answer = await thesaurus.add(*words)
    assert answer.status_code == 422
    error = answer.json()["errors"][0]
    assert error["field"] == "words" and why in error["message"]


async def test_an_import_does_all_or_nothing(thesaurus: Thesaurus, listing: Listing, make_product: MakeProduct) -> None:
    lute = await make_product(name="Lute of yew")
    good = "# plucked\nlute, bowl  guitar\nharp, string  frame, big lyre\n"
    shown = await thesaurus.run("import", text=good)
    assert shown == {"applied": False, "added": 2, "removed": 0, "unchanged": 0, "failed": 0, "errors": []}
    assert (await thesaurus.list("bowl guitar"))["total"] == 0

    bad = await thesaurus.run("import", text=good + "alone\nlute, bowl guitar\n", dry_run=False)
    assert (bad["applied"], bad["failed"]) == (False, 2)
    assert bad["errors"] == [
        {"line": 4, "message": "a group has two words or phrases at least"},
        {"line": 5, "message": "the same group as in line 2"},
    ]
    assert (await thesaurus.list("bowl guitar"))["total"] == 0

    done = await thesaurus.run("import", text=good, dry_run=False)
    assert (done["applied"], done["added"]) == (True, 2)
    await until_found(listing, "bowl guitar", [lute])
    again = await thesaurus.run("import", text=good, dry_run=False)
    assert (again["added"], again["unchanged"]) == (0, 2)


async def test_an_import_that_replaces_leaves_just_its_own_groups_and_what_was_exported_can_be_imported(
    thesaurus: Thesaurus, mongo: Mongo
) -> None:
    before = await thesaurus.export()
    known = await mongo.db.synonyms.count_documents({})
    replaced = await thesaurus.run("import", text="just these, merely those", replace=True, dry_run=False)
    assert (replaced["added"], replaced["removed"]) == (1, known)
    assert await thesaurus.export() == "just these, merely those\n"
    restored = await thesaurus.run("import", text=before, replace=True, dry_run=False)
    assert (restored["added"], restored["removed"]) == (known, 1)
    assert sorted((await thesaurus.export()).splitlines()) == sorted(before.splitlines())


async def test_a_preview_shows_the_ranking_before_and_after_and_changes_nothing(
    thesaurus: Thesaurus, make_product: MakeProduct, listing: Listing
) -> None:
    bassoon, oboe = await make_product(name="Bassoon of maple"), await make_product(name="Oboe of ebony")
    await listing.catch_up()
    group_id = (await thesaurus.add("deep reed", "oboe")).json()["id"]
    await until_found(listing, "deep reed", [oboe])
    change = {"search": "deep reed", "add": [["deep reed", "bassoon"]], "without": [group_id]}
    shown = await thesaurus.run("preview", **change)
    assert [(item["id"], item["other_rank"]) for item in shown["before"]["items"]] == [(oboe, None)]
    assert [(item["id"], item["other_rank"]) for item in shown["after"]["items"]] == [(bassoon, None)]
    assert (shown["after"]["total"], shown["after"]["relaxed"]) == (1, [])
    same = await thesaurus.run("preview", search="deep reed")
    assert same["before"] == same["after"]
    assert [(item["id"], item["other_rank"]) for item in same["after"]["items"]] == [(oboe, 1)]
    await until_found(listing, "deep reed", [oboe])


async def test_a_word_with_too_many_others_is_refused_alone_and_in_an_import(thesaurus: Thesaurus) -> None:
    for some in range(2):
        added = await thesaurus.add("crowded", *(f"neighbour {number} of {some}" for number in range(29)))
        assert added.status_code == 201
    one_more = await thesaurus.add("Crowded", "n1", "n2", "n3")
    assert one_more.status_code == 422
    assert "more than 60 others" in one_more.json()["errors"][0]["message"]
    other = (await thesaurus.add("spacious", "roomy")).json()["id"]
    assert (await thesaurus.change(other, "crowded", "n1", "n2", "n3")).status_code == 422
    shown = await thesaurus.run("import", text="fine, good\ncrowded, n1, n2, n3\n", dry_run=False)
    assert (shown["applied"], [each["line"] for each in shown["errors"]]) == (False, [2])


async def test_an_import_that_would_take_everything_out_is_refused(thesaurus: Thesaurus) -> None:
    body = {"text": "# nothing\n", "replace": True, "dry_run": False}
    answer = await thesaurus.client.post(f"{SYNONYMS}/import", json=body, headers=thesaurus.headers)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "text")


async def test_groups_that_others_add_meanwhile_do_not_break_an_import(
    thesaurus: Thesaurus, mongo: Mongo, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing_there(*_arguments: object) -> dict[str, list[str]]:
        return {}

    assert (await thesaurus.add("meanwhile", "in between")).status_code == 201
    monkeypatch.setattr("souk_catalog.synonyms.repository.SynonymGroups.read_in", nothing_there)
    body = {"text": "meanwhile, in between", "dry_run": False}
    answer = await thesaurus.client.post(f"{SYNONYMS}/import", json=body, headers=thesaurus.headers)
    assert answer.status_code == 409
