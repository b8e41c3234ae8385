import { expect, test } from "vitest";
import { ApiProblem } from "@/api/problem";
import { problemText, withWords } from "./words";

test.each([
  ["laptop", ["laptop"]],
  ["laptop, notebook\ntelly", ["laptop", "notebook", "telly"]],
  ["  game   console ,", ["game console"]],
  [" , \n", []],
  ["Laptop, laptop", ["Laptop"]],
])("%j are the words %j", (text, words) => {
  expect(withWords([], text)).toEqual(words);
});

test("a word that is there already, in whatever case, is not added", () => {
  expect(withWords(["Laptop"], "laptop, notebook")).toEqual(["Laptop", "notebook"]);
});

test("a problem is a sentence without names of fields", () => {
  const content = { status: 422, title: "Invalid", detail: "add.0: too few" };
  const problem = new ApiProblem({
    ...content,
    errors: [{ field: "add.0", message: "a group has two words" }],
  });
  expect(problemText(problem)).toBe("A group has two words.");
  expect(problemText(new ApiProblem({ ...content, detail: "There is such a group." }))).toBe(
    "There is such a group.",
  );
});
