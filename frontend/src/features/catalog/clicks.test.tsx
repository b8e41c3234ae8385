import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import type { Product, ProductPage } from "@/api/types";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { productOf } from "@/testing/samples";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { catalogRoutes } from "./routes";

const shop = fakeShop();
const list = "GET /api/products/";
/** Each test opens products of its own: one counts once for each search. */
let kettle: Product;
let lamp: Product;
let last = 0;

const clicksOn = ({ id }: Product) => `POST /api/products/${id}/clicks`;
const link = (name: string) => screen.findByRole("link", { name });

function serve(change: Partial<ProductPage> = {}): void {
  const found: ProductPage = {
    items: [kettle, lamp],
    total: 60,
    page: 1,
    pages: 3,
    facets: null,
    corrected: null,
    relaxed: [],
    matching: [],
    ...change,
  };
  shop.on(list, () => json(200, found));
}

beforeEach(() => {
  last += 2;
  const idOf = (number: number) => `65f0000000000000000${String(number).padStart(5, "0")}`;
  kettle = productOf({ id: idOf(last), name: "Kettle" });
  lamp = productOf({ id: idOf(last + 1), name: "Lamp" });
  for (const product of [kettle, lamp]) shop.on(clicksOn(product), () => new Response(null, { status: 204 }));
});

test("what is opened of a search's second page is told with its place in the whole result", async () => {
  serve({ page: 2, corrected: "lamps" });
  const { where } = showPage(catalogRoutes, "/products?search=lampz&page=2");
  fireEvent.click(await link("Lamp"));
  await waitFor(() => expect(where()).toBe(`/products/${lamp.id}`));
  expect(shop.sent(clicksOn(lamp)).map(({ body }) => body)).toEqual([{ search: "lampz", position: 26 }]);
});

test("how far down a product may stand to be told has an end", async () => {
  const before = Array.from({ length: 15 }, (_, index) =>
    productOf({ id: `${index}`, name: `Rug ${index}` }),
  );
  serve({ page: 42, pages: 60, items: [...before, kettle, lamp] });
  showPage(catalogRoutes, "/products?search=rug&page=42");
  const auxClick = () => new MouseEvent("auxclick", { button: 1, cancelable: true, bubbles: true });
  fireEvent(await link("Lamp"), auxClick());
  fireEvent(await link("Kettle"), auxClick());
  await waitFor(() => expect(shop.sent(clicksOn(kettle))).toHaveLength(1));
  expect(shop.sent(clicksOn(kettle))[0]?.body).toEqual({ search: "rug", position: 1_000 });
  expect(shop.sent(clicksOn(lamp))).toEqual([]);
});

test("a middle click counts, and the same product of the same search only once", async () => {
  serve();
  showPage(catalogRoutes, "/products?search=kettle");
  const middle = { button: 1, cancelable: true, bubbles: true };
  const auxClick = () => new MouseEvent("auxclick", middle);
  fireEvent(await link("Kettle"), auxClick());
  fireEvent(await link("Kettle"), auxClick());
  fireEvent(await link("Lamp"), new MouseEvent("auxclick", { ...middle, button: 2 }));
  await waitFor(() => expect(shop.sent(clicksOn(kettle))).toHaveLength(1));
  expect(shop.sent(clicksOn(kettle))[0]?.body).toEqual({ search: "kettle", position: 1 });
  expect(shop.sent(clicksOn(lamp))).toEqual([]);
});

test("it is not told who clicked, and it does not matter when it cannot be told", async () => {
  signedIn("buyer");
  serve();
  shop.on(clicksOn(kettle), () => problem(503, "busy"));
  const { where } = showPage(catalogRoutes, "/products?search=kettle");
  fireEvent.click(await link("Kettle"));
  await waitFor(() => expect(where()).toBe(`/products/${kettle.id}`));
  expect(shop.sent(clicksOn(kettle))[0]?.headers.get("Authorization")).toBeNull();
  signedOut();
});

test.each<[string, string, Partial<ProductPage>]>([
  ["a list without a search", "/products?category=Kitchen", {}],
  ["what is shown in place of what was not found", "/products?search=qqqq", { relaxed: ["text"] }],
])("of %s no clicks are told", async (_what, address, change) => {
  serve(change);
  const { where } = showPage(catalogRoutes, address);
  fireEvent.click(await link("Kettle"));
  await waitFor(() => expect(where()).toBe(`/products/${kettle.id}`));
  expect(shop.sent(clicksOn(kettle))).toEqual([]);
});
