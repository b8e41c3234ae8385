import { expect, test } from "vitest";
import { matchedParts } from "./matched-words";

/** The text with what is matched in brackets. */
function marked(text: string, wanted: string | string[], typing = false): string {
  const parts = matchedParts(text, wanted, typing);
  expect(parts.map((part) => part.text).join("")).toBe(text);
  return parts.map((part) => (part.matched ? `[${part.text}]` : part.text)).join("");
}

test.each([
  ["Copper kettle", "kettle", "Copper [kettle]"],
  ["Copper kettle, small", "KETTLE copper", "[Copper] [kettle], small"],
  ["Kettle & kettle", "kettle", "[Kettle] & [kettle]"],
  ["Café crème", "cafe CRÈME", "[Café] [crème]"],
  ["Cafe\u0301 au lait", "café", "[Cafe\u0301] au lait"],
  ["HDMI-Kabel 2m", "hdmi 2m", "[HDMI]-Kabel [2m]"],
  ["Copper kettle", "", "Copper kettle"],
  ["Copper kettle", "(.*) [", "Copper kettle"],
  ["", "kettle", ""],
])("%j searched for %j is %j", (text, wanted, expected) => {
  expect(marked(text, wanted)).toBe(expected);
});

test.each([
  ["USB cables", "cable", "USB [cables]"],
  ["USB cable", "cables", "USB [cable]"],
  ["Boxes of glass", "box", "[Boxes] of glass"],
  ["As is", "a i", "As is"],
  ["Cablestone", "cable", "Cablestone"],
])("one or several is the same word: %j for %j", (text, wanted, expected) => {
  expect(marked(text, wanted)).toBe(expected);
});

test.each([
  ["Copper kettle", "ket", "Copper [ket]tle"],
  ["Copper kettle", "cop ket", "Copper [ket]tle"],
  ["Copper kettle", "copper ket", "[Copper] [ket]tle"],
  ["Électrique", "elec", "[Élec]trique"],
  ["E\u0301lectrique", "e", "[E\u0301]lectrique"],
  ["Basket", "ket", "Basket"],
])("while typing the last word is a beginning: %j for %j", (text, wanted, expected) => {
  expect(marked(text, wanted, true)).toBe(expected);
});

test.each<[string, string[], string]>([
  ["HP ProBook notebook", ["laptop", "notebook"], "HP ProBook [notebook]"],
  ["Notebook bag, black", ["laptop", "notebook bag"], "[Notebook bag], black"],
  ["Bag for a notebook", ["notebook bag"], "Bag for a notebook"],
  ["Notebook-bags", ["notebook bag"], "[Notebook-bags]"],
  ["Notebook bag", ["bag", "notebook", "notebook bag"], "[Notebook bag]"],
  ["Notebook and bag", ["bag", "notebook", "notebook bag"], "[Notebook] and [bag]"],
  ["MP3 player, player", ["mp3 player", "!"], "[MP3 player], player"],
  ["Player", [], "Player"],
])("an entry of several words counts only in a row: %j for %j", (text, wanted, expected) => {
  expect(marked(text, wanted)).toBe(expected);
});
