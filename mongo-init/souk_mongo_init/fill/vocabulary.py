"""The words of `words.json`, put together to names and descriptions."""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from souk_mongo_init.demo.seed import PRODUCTS

WORDS: dict[str, Any] = json.loads(Path(__file__).with_name("words.json").read_text())


@dataclass(frozen=True)
class Category:
    """What is sold in one category. `median_cents` is its middle price."""

    name: str
    median_cents: int
    nouns: tuple[str, ...]
    materials: tuple[str, ...]
    brands: tuple[str, ...]
    images: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """What a product is called, and what is said of it."""

    name: str
    description: str
    material: str
    colour: str
    origin: str


def categories() -> list[Category]:
    """The demo's categories, with their brands and pictures."""
    demo = json.loads(PRODUCTS.read_text())
    return [
        Category(
            kind["name"],
            kind["median_cents"],
            tuple(kind["nouns"]),
            tuple(kind["materials"]),
            tuple(sorted({entry["brand"] for entry in demo if entry["category"] == kind["name"]})),
            tuple(image for entry in demo if entry["category"] == kind["name"] for image in entry["images"]),
        )
        for kind in WORDS["categories"]
    ]


def person_name(random: Random) -> str:
    """A first and a last name."""
    return f"{random.choice(WORDS['first_names'])} {random.choice(WORDS['last_names'])}"


def shop_name(random: Random) -> str:
    """What a seller might be called."""
    return f"{random.choice(WORDS['places'])} {random.choice(WORDS['shops'])}"


def product_wording(kind: Category, random: Random) -> Wording:
    """Words for a product of this kind."""
    noun, material = random.choice(kind.nouns), random.choice(kind.materials)
    colour, origin = random.choice(WORDS["colours"]), random.choice(WORDS["origins"])
    sentences = f"{random.choice(WORDS['openings'])} {random.choice(WORDS['closings'])}"
    text = sentences.format(noun=noun.lower(), material=material, colour=colour, origin=origin)
    name = f"{random.choice(WORDS['looks'])} {material.title()} {noun}"
    return Wording(name, text[0].upper() + text[1:], material, colour, origin)
