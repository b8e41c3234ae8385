import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage } from "@/testing/show-page";
import { fixture } from "./fixture";
import { apiDocsRoutes } from "./routes";

const shop = fakeShop();
const document_ = "GET /api/openapi.json";
const card = (title: string) => {
  const details = screen.getByRole("heading", { level: 3, name: title }).closest("details");
  if (details === null) throw new Error(`${title} is not in a card`);
  return details;
};

beforeEach(() => {
  shop.on(document_, () => json(200, fixture));
  vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(() => undefined);
});

async function open(address: string) {
  const page = showPage(apiDocsRoutes, address);
  await screen.findByRole("heading", { level: 1, name: "The API of Souk" });
  return page;
}

test("operations stand under their tag, with who may call them", async () => {
  await open("/api/docs");
  const orders = screen.getByRole("region", { name: "Orders" });
  expect(within(orders).getByRole("heading", { level: 3, name: "Place order" })).toBeVisible();
  expect(within(orders).getAllByText("buyer")[0]).toBeVisible();
  const products = screen.getByRole("region", { name: "Products" });
  expect(within(products).getAllByRole("heading", { level: 3 })).toHaveLength(2);
  expect(within(products).getAllByText("anyone")[0]).toBeVisible();
});

test("a link to an operation unfolds it and gives it the focus", async () => {
  await open("/api/docs#placeOrder");
  await waitFor(() => expect(card("Place order")).toHaveAttribute("open"));
  expect(card("Place order").querySelector("summary")).toHaveFocus();
  expect(card("List products")).not.toHaveAttribute("open");
});

test("body and answer are tables, and nested fields unfold", async () => {
  await open("/api/docs#placeOrder");
  const body = await screen.findByRole("table", { name: "Body of Place order" });
  expect(within(body).getByRole("rowheader", { name: /^products/ })).toBeVisible();
  const answer = screen.getByRole("table", { name: "Answer 201" });
  expect(within(answer).getAllByText("one of placed, cancelled")[0]).toBeVisible();
  fireEvent.click(within(answer).getByText("product_list", { selector: "summary code" }));
  const lines = within(answer).getByRole("table", { name: "Fields of product_list" });
  const quantity = within(lines).getByRole("row", { name: /quantity/ });
  expect(quantity).toHaveTextContent("1 to 100,000");
  expect(quantity).toHaveTextContent("yes");
});

test("a filter leaves what it names, says how much, and can be taken back", async () => {
  await open("/api/docs");
  const filter = screen.getByRole("searchbox", { name: "Filter the operations" });
  fireEvent.change(filter, { target: { value: "restock" } });
  expect(screen.getByText("1 of 3 operations")).toBeVisible();
  expect(screen.queryByRole("region", { name: "Orders" })).toBeNull();
  fireEvent.change(filter, { target: { value: "camel" } });
  fireEvent.click(screen.getByRole("button", { name: "Show all operations" }));
  expect(screen.getByText("3 operations")).toBeVisible();
});

test("a link to what the filter left out takes the filter back", async () => {
  await open("/api/docs#placeOrder");
  const filter = screen.getByRole("searchbox", { name: "Filter the operations" });
  fireEvent.change(filter, { target: { value: "place" } });
  expect(screen.queryByRole("region", { name: "Errors" })).toBeNull();
  fireEvent.click(within(card("Place order")).getByRole("link", { name: "Errors" }));
  expect(await screen.findByRole("region", { name: "Errors" })).toBeVisible();
  expect(filter).toHaveValue("");
});

test("when the document cannot be had, the page says so and tries again", async () => {
  shop.on(document_, () => problem(503, "The market is resting."));
  showPage(apiDocsRoutes, "/api/docs");
  const retry = await screen.findByRole("button", { name: "Try again" });
  shop.on(document_, () => json(200, fixture));
  fireEvent.click(retry);
  expect(await screen.findByRole("heading", { level: 1, name: "The API of Souk" })).toBeVisible();
});
