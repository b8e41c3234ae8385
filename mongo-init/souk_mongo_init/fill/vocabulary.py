"""The words that names and descriptions are made of."""

import json
from dataclasses import dataclass
from random import Random

from souk_mongo_init.demo.seed import PRODUCTS

FIRST = (
    "Amina Bastien Carla Dmitri Elena Farid Greta Hassan Ines Jonas Karim Leila Mateo Nadia Omar Paula Quentin Rosa "
    "Samir Tilda Umar Vera Wiebke Ximena Yusuf Zoe Anouk Bruno Chiara Dalia Emil Fatou Goran Hilde Idris Johanna Kofi "
    "Lucia Mirko Noor Olive Priya Rafael Sofia Tariq Ursula Viktor Wanda Yara Zdenka"
).split()
LAST = (
    "Abadi Berger Castillo Duarte Eriksen Fontaine Grigoryan Haddad Ivanova Jansen Keller Lindqvist Moreau Nakamura "
    "Okafor Pereira Quiroga Rahman Schmidt Tazi Ueda Vargas Weiss Yilmaz Zeller Almeida Benali Conti Dubois El-Amin "
    "Ferrari Gomez Hoffmann Iqbal Johansson Kowalski Lopez Meyer Novak Osei Petrov Rossi Sato Toure Urban Valdez Wagner"
).split()
PLACES = "Amber Anchor Bazaar Cedar Dune Ember Fig Garnet Harbour Indigo Juniper Kasbah Lantern Mill Nettle Olive".split()
PLACES += "Palm Quarry River Saffron Tamarind Umber Velvet Willow Yarrow Zellige Atlas Birch Copper Dawn".split()
SHOPS = "Lane Goods|& Daughters|Workshop|Trading Co.|Quarter|Supply|Makers|House|Brothers|Mercantile|Stall|Studio"
LOOKS = (
    "Hand-Finished|Plain|Speckled|Slim|Sturdy|Everyday|Embossed|Striped|Small|Large|Folding|Ribbed|Glazed|Waxed|"
    "Painted|Woven|Polished|Antique|Carved|Two-Tone"
).split("|")
COLOURS = "ochre indigo sand charcoal terracotta sage cream rust teal plum natural black".split()
ORIGINS = "Fez Lisbon Izmir Oaxaca Kyoto Porto Tunis Jaipur Lyon Bergen Cusco Accra".split()
OPENINGS = (
    "Made in small batches in {origin} from {material}, and checked by hand before it leaves the bench.",
    "A {noun} of {material} that is meant to be used every day and to look better for it.",
    "Our workshop in {origin} has made this {noun} for three generations; the {material} is from near by.",
    "{material} and patience: each {noun} takes a day from start to finish, so no two are quite alike.",
)
CLOSINGS = (
    "In {colour}. Wipe it clean with a damp cloth.",
    "The colour is {colour}, a shade lighter in the sun.",
    "Comes in {colour}, wrapped in paper and ready to give.",
    "Shown in {colour}. Repairs are free for two years.",
)


@dataclass(frozen=True)
class Category:
    """What is sold in one category. `median_cents` is its middle price."""

    name: str
    median_cents: int
    nouns: tuple[str, ...]
    materials: tuple[str, ...]
    brands: tuple[str, ...]
    images: tuple[str, ...]


_KINDS: dict[str, tuple[int, str, str]] = {
    "Kitchen": (3_400, "Kettle|Chopping Board|Casserole|Mortar|Rolling Pin|Skillet|Colander|Knife|Ladle|Salt Pig",
                "copper|olive wood|carbon steel|cast iron|marble|walnut|beech|enamel"),
    "Tableware": (2_600, "Dinner Plate|Serving Bowl|Tumbler|Carafe|Tagine|Butter Dish|Platter|Egg Cup|Jug|Ramekin",
                  "stoneware|porcelain|brass|glass|earthenware|pewter|terracotta|oak"),
    "Textiles": (5_200, "Rug|Throw|Cushion|Hammam Towel|Pouf|Table Runner|Curtain|Napkin|Blanket|Tea Towel",
                 "wool|linen|cotton|silk|jute|hemp|mohair|raffia"),
    "Lighting": (7_800, "Lantern|Pendant Shade|Table Lamp|Desk Lamp|Pillar Candle|Floor Lamp|Sconce|Candlestick|Lampshade",
                 "brass|rattan|mosaic glass|beeswax|washi paper|iron|linen|ceramic"),
    "Tea & Coffee": (3_200, "Teapot|Tea Glass|Espresso Pot|Pour-Over Brewer|Grinder|Cezve|Caddy|Milk Jug|Strainer|Scoop",
                     "cast iron|glass|steel|copper|porcelain|tin|walnut|stoneware"),
    "Spices & Pantry": (1_100, "Saffron|Spice Blend|Honey|Olive Oil|Dates|Preserved Lemons|Rose Water|Harissa|Tahini|Cumin",
                        "mountain|wild|early-harvest|sun-dried|smoked|cold-pressed|stone-ground|single-estate"),
    "Audio & Music": (14_500, "Headphones|Speakers|Table Radio|Turntable|Oud|Darbuka|Frame Drum|Record Crate|Metronome|Stand",
                      "walnut|oak|ash|ceramic|goatskin|maple|bakelite|cedar"),
    "Outdoor": (5_600, "Bell Tent|Camp Mug|Vacuum Flask|Camp Chair|Backpack|Compass|Hammock|Lantern Hook|Bedroll|Tarp",
                "canvas|enamel|steel|ash|brass|waxed cotton|ripstop|bamboo"),
    "Leather Goods": (8_200, "Satchel|Wallet|Belt|Slippers|Holdall|Card Holder|Key Fob|Notebook Cover|Watch Strap|Tote",
                      "bridle leather|goatskin|suede|vegetable-tanned leather|calfskin|cowhide|nubuck|saddle leather"),
    "Stationery": (1_900, "Notebook|Fountain Pen|Ink|Wax Seal|Pencil Pot|Letter Opener|Blotter|Ledger|Card Set|Ruler",
                   "linen|brass|cedar|cotton paper|horn|beech|marbled paper|kraft paper"),
    "Toys & Games": (3_600, "Chess Set|Backgammon Board|Train|Spinning Top|Kite|Doll|Puzzle|Marbles|Dominoes|Mancala",
                     "olive wood|walnut|felt|beech|glass|silk|linden|bone china"),
    "Garden": (2_800, "Watering Can|Trowel|Planter|Seed Box|Bird Feeder|Secateurs|Twine|Trellis|Cloche|Dibber",
               "copper|ash|terracotta|zinc|cedar|steel|jute|willow"),
}  # fmt: skip


def categories() -> list[Category]:
    """The demo's categories with their brands and pictures."""
    demo = json.loads(PRODUCTS.read_text())
    return [
        Category(
            name,
            median_cents,
            tuple(nouns.split("|")),
            tuple(materials.split("|")),
            tuple(sorted({entry["brand"] for entry in demo if entry["category"] == name})),
            tuple(image for entry in demo if entry["category"] == name for image in entry["images"]),
        )
        for name, (median_cents, nouns, materials) in _KINDS.items()
    ]


def person_name(random: Random) -> str:
    """A first and a last name."""
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def shop_name(random: Random) -> str:
    """What a seller might be called."""
    return f"{random.choice(PLACES)} {random.choice(SHOPS.split('|'))}"
