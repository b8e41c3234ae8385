"""The fields of the index, how a product becomes a document, and how text becomes words."""

import unicodedata
from datetime import UTC

from tantivy import Document, Filter, Index, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from souk_catalog.products.model import AttributeValue
from souk_catalog.search.attribute_choices import COLUMNS, Choices, KnownChoices, column, name_of
from souk_catalog.search.entry import Entry
from souk_catalog.search.parts import PARTS, number_of, parts_with
from souk_catalog.search.words import heads_of

TEXT_FIELDS = ("name", "brand", "category", "attributes", "description", "sku")
PHRASE_FIELDS = ("name", "description")
_NAMING_FIELDS = ("name", "brand", "category")
ANYWHERE, DESCRIBING, NAMING = "anywhere", "describing", "naming"
_TOGETHER = {ANYWHERE: TEXT_FIELDS, DESCRIBING: (*_NAMING_FIELDS, "description"), NAMING: _NAMING_FIELDS}
"""Fields with the words of several: who counts products has one list of them to go through, instead of up to six."""
LONGEST_WORD = 40
_SORTED_BY = 12
_ALPHABET = {character: place for place, character in enumerate("0123456789abcdefghijklmnopqrstuvwxyz", start=1)}
_OTHER = len(_ALPHABET) + 1
_ID_LENGTH = 24
_HALF = _ID_LENGTH // 2
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = rf"[{_UNSPACED}]\p{{M}}*|[\p{{L}}\p{{N}}\p{{M}}&&[^{_UNSPACED}]]+"


def analyzer(*, stemmed: bool) -> TextAnalyzer:
    """Splits a text into words of letters and digits, lower case, no accents; unspaced scripts into characters."""
    words = TextAnalyzerBuilder(Tokenizer.regex(_WORD)).filter(Filter.lowercase()).filter(Filter.ascii_fold())
    words = words.filter(Filter.remove_long(LONGEST_WORD))
    return (words.filter(Filter.stemmer("english")) if stemmed else words).build()


def spelling_analyzer() -> TextAnalyzer:
    """Splits a text into runs of letters as they are spelt: what is typed is corrected to one of these."""
    letters = TextAnalyzerBuilder(Tokenizer.regex(r"[\p{L}\p{M}]{2,}"))
    return (
        letters.filter(Filter.lowercase()).filter(Filter.ascii_fold()).filter(Filter.remove_long(LONGEST_WORD)).build()
    )


def empty_index() -> Index:
    """An index in memory."""
    index = Index(_schema())
    index.register_tokenizer("stems", analyzer(stemmed=True))
    index.register_tokenizer("spelling", spelling_analyzer())
    index.register_fast_field_tokenizer("raw", TextAnalyzerBuilder(Tokenizer.raw()).build())
    return index


def document_of(entry: Entry, choices: Choices, known: KnownChoices) -> Document:
    """The product as a document of `empty_index()`. `choices` are those of its attributes that lead to it."""
    document = Document()
    for field, text in texts_of(entry).items():
        for each in (field, "spelling", *(name for name, fields in _TOGETHER.items() if field in fields)):
            document.add_text(each, text)
    document.add_text("heads", " . ".join(heads_of(entry.name)))
    document.add_text("product_id", entry.product_id)
    document.add_unsigned("id_high", int(entry.product_id[:_HALF], 16))
    document.add_unsigned("id_low", int(entry.product_id[_HALF:], 16))
    for part in parts_with(entry.product_id):
        document.add_unsigned(PARTS, part)
    document.add_text("category_is", entry.category)
    document.add_unsigned("category_code", code_of(entry.category))
    if entry.brand:
        document.add_text("brand_is", entry.brand)
    for choice in choices:
        document.add_text(known.column_of(name_of(choice)) or "", choice)
    document.add_text("seller_id", entry.seller_id)
    document.add_unsigned("price_cents", entry.price_cents)
    document.add_boolean("in_stock", entry.in_stock)
    number = int(entry.product_id, 16)
    document.add_unsigned("by_age", _with_end_of(_milliseconds(entry), number, bits=22))
    document.add_unsigned("by_price", _with_end_of(entry.price_cents, number, bits=37))
    document.add_unsigned("by_name", alphabetical(entry.name))
    return document


def texts_of(entry: Entry) -> dict[str, str]:
    """What is searched of a product, by field."""
    return {
        "name": entry.name,
        "brand": entry.brand or "",
        "category": entry.category,
        "attributes": " . ".join(_attribute(name, value) for name, value in entry.attributes.items()),
        "description": entry.description,
        "sku": entry.sku or "",
    }


def code_of(category: str) -> int:
    """A number for a category, which is quicker to read of a hit than its name."""
    return number_of(category)


def alphabetical(name: str) -> int:
    """A number that orders names by their first 12 characters, without case and accents; marks come first."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name).lower() if not unicodedata.combining(each))
    number = 0
    for character in plain[:_SORTED_BY].ljust(_SORTED_BY):
        number = number * (_OTHER + 1) + _ALPHABET.get(character, _OTHER if character.isalpha() else 0)
    return number


def id_of(high: int, low: int) -> str:
    """The product's id, of its two halves."""
    return f"{high:0{_HALF}x}{low:0{_HALF}x}"


def _schema() -> Schema:
    builder = SchemaBuilder()
    for field in TEXT_FIELDS:
        option = "position" if field in PHRASE_FIELDS else "freq"
        builder.add_text_field(field, tokenizer_name="stems", stored=field == "name", index_option=option)
    for field in _TOGETHER:
        builder.add_text_field(field, tokenizer_name="stems", index_option="basic")
    builder.add_text_field("product_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("heads", tokenizer_name="stems", index_option="basic")
    builder.add_text_field("spelling", tokenizer_name="spelling", index_option="basic")
    for field in ("id_high", "id_low"):
        builder.add_unsigned_field(field, fast=True)
    builder.add_unsigned_field(PARTS, indexed=True)
    builder.add_unsigned_field("category_code", indexed=True, fast=True)
    for field in ("category_is", "brand_is"):
        builder.add_text_field(field, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for number in range(COLUMNS):
        builder.add_text_field(column(number), fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("seller_id", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("price_cents", indexed=True, fast=True)
    builder.add_boolean_field("in_stock", indexed=True, fast=True)
    for field in ("by_age", "by_price", "by_name"):
        builder.add_unsigned_field(field, fast=True)
    return builder.build()


def _with_end_of(value: int, product_id: int, bits: int) -> int:
    """A number that orders by `value`, and what is the same of it by the end of the product's id."""
    return min(value, (1 << 64 - bits) - 1) << bits | product_id % (1 << bits)


def _milliseconds(entry: Entry) -> int:
    at = entry.created_at
    return max(0, round((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1_000))


def _attribute(name: str, value: AttributeValue) -> str:
    words = name.replace("_", " ")
    if value is True:
        return words
    return "" if value is False else f"{words} {value}"
