import { expect, test } from "vitest";
import { ApiProblem, messageOf, problemFrom, unreachable } from "./problem";

const response = (status: number, headers?: HeadersInit) => new Response(null, { status, headers });

test("a problem document becomes a typed problem with its own members", () => {
  const problem = problemFrom(response(409), {
    type: "about:blank",
    title: "Not enough stock",
    status: 409,
    detail: "Only 2 of Copper kettle are left.",
    instance: "/api/orders/",
    request_id: "req-1",
    product_id: "p1",
    available_stock: 2,
  });
  expect(problem).toBeInstanceOf(ApiProblem);
  expect(problem).toMatchObject({ status: 409, requestId: "req-1", errors: [] });
  expect(problem.message).toBe("Only 2 of Copper kettle are left.");
  expect(problem.numberMember("available_stock")).toBe(2);
  expect(problem.numberMember("product_id")).toBeNull();
});

test("field errors are kept, malformed ones are not", () => {
  const problem = problemFrom(response(422), {
    title: "Invalid",
    errors: [{ field: "email", message: "Taken" }, { field: 3 }, null],
  });
  expect(problem.errors).toEqual([{ field: "email", message: "Taken" }]);
});

test.each([undefined, "<html>", [], null])("the body %j still gives a sentence for the user", (body) => {
  const problem = problemFrom(response(502, { "X-Request-ID": "req-2" }), body);
  expect(problem.message).toMatch(/try again/);
  expect(problem).toMatchObject({ status: 502, requestId: "req-2", isPassing: true });
});

test("only what may pass by itself is called passing", () => {
  expect(unreachable(new TypeError("failed to fetch")).isPassing).toBe(true);
  expect(problemFrom(response(429), {}).isPassing).toBe(true);
  expect(problemFrom(response(404), {}).isPassing).toBe(false);
});

test("an unknown error does not leak its text", () => {
  expect(messageOf(new Error("x is undefined"))).not.toContain("undefined");
});
