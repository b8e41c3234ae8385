import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { ApiProblem } from "@/api/problem";
import type { Product } from "@/api/types";
import { sendFile } from "@/api/upload";
import { stocks } from "@/live/live";
import { fakeShop, json, lost, problem } from "@/testing/fake-shop";
import { productOf } from "@/testing/samples";
import { showPage, signedIn } from "@/testing/show-page";
import { sellerProductsRoutes } from "./routes";

vi.mock("@/api/upload", () => ({ sendFile: vi.fn() }));

const shop = fakeShop();
const kettle = productOf({ name: "Copper kettle", images: ["/images/p/a.webp", "/images/p/b.webp"] });
const mine = `/api/products/my-products/${kettle.id}`;
const one = `/api/products/${kettle.id}`;
const page = (...items: Product[]) => json(200, { items, total: items.length, page: 1, pages: 1 });
const show = (address: string) => showPage([{ path: "seller", children: sellerProductsRoutes }], address);
const picture = (name: string) => new File(["x"], name, { type: "image/png" });

beforeEach(() => {
  signedIn("seller");
  vi.mocked(sendFile).mockReset();
  shop.on("GET /api/products/my-products", () => page(kettle));
  shop.on("GET /api/products/my-products/categories", () => json(200, { items: [] }));
  shop.on("GET /api/products/categories", () => json(200, { items: [] }));
  shop.on(`GET ${mine}`, () => json(200, kettle));
});

function type(label: string | RegExp, text: string): void {
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
}

async function fillNew(): Promise<void> {
  await screen.findByRole("heading", { name: "New product" });
  type("Name", "Copper kettle");
  type("Category", "Kitchen");
  type("Price in dollars", "40");
  type("Units in stock", "9");
}

test("the list asks the server for what its address says, and shows the stock as it moves", async () => {
  show("/seller/products?stock=low&sort=price_desc&search=kett");
  expect(await screen.findByRole("link", { name: "Copper kettle" })).toBeInTheDocument();
  expect(shop.sent("GET /api/products/my-products")[0]?.query.toString()).toBe(
    "page=1&limit=20&search=kett&sort=price_desc&stock=low",
  );
  act(() => void stocks.applyStock({ product_id: kettle.id, stock: 2, seq: 5 }));
  expect(await screen.findByText("2 left")).toBeInTheDocument();
});

test("a restock whose answer got lost is sent again with the same key", async () => {
  show("/seller/products");
  fireEvent.click(await screen.findByRole("button", { name: "Restock Copper kettle" }));
  shop.on(`POST ${one}/restock`, lost);
  type(/Units that came in/, "5");
  type(/Reason/, "Delivery");
  const dialog = within(screen.getByRole("dialog"));
  fireEvent.click(dialog.getByRole("button", { name: "Restock" }));
  expect(await dialog.findByText(/could not reach the market/)).toBeInTheDocument();

  shop.on(`POST ${one}/restock`, () => json(200, { ...kettle, stock: 14 }));
  fireEvent.click(dialog.getByRole("button", { name: "Restock" }));
  expect(await screen.findByText("Copper kettle: 14 in stock.")).toBeInTheDocument();
  const sent = shop.sent(`POST ${one}/restock`);
  expect(sent.map(({ body }) => body)).toEqual(Array(2).fill({ quantity: 5, reason: "Delivery" }));
  expect(new Set(sent.map(({ headers }) => headers.get("Idempotency-Key"))).size).toBe(1);
});

test("more than there is cannot be taken away", async () => {
  stocks.applyStock({ product_id: kettle.id, stock: 9, seq: 90 });
  show("/seller/products");
  fireEvent.click(await screen.findByRole("button", { name: "Correct the stock of Copper kettle" }));
  type(/What happened/, "out");
  type(/How many fewer/, "10");
  type(/Reason/, "Broken");
  fireEvent.click(screen.getByRole("button", { name: "Correct" }));
  expect(await screen.findByText("Only 9 are in stock.")).toBeInTheDocument();
  expect(shop.sent(`POST ${one}/adjust`)).toEqual([]);
});

test("a new product is created first and then gets its pictures, in the form's order", async () => {
  const bare = { ...kettle, images: [] };
  shop.on("POST /api/products/", () => json(201, bare));
  vi.mocked(sendFile).mockImplementation(async (_, file) => {
    const taken = vi.mocked(sendFile).mock.calls.map(([, each]) => `/images/p/${each.name}.webp`);
    return { ...bare, images: taken.slice(0, taken.indexOf(`/images/p/${file.name}.webp`) + 1) };
  });
  const { where } = show("/seller/products/new");
  await fillNew();
  fireEvent.change(screen.getByLabelText("Add pictures"), {
    target: { files: [picture("a"), picture("b")] },
  });
  fireEvent.click(screen.getByRole("button", { name: "Put it on sale" }));

  await waitFor(() => expect(where()).toBe("/seller/products"));
  expect(shop.sent("POST /api/products/")[0]?.body).toMatchObject({
    name: "Copper kettle",
    price: 40,
    stock: 9,
  });
  expect(vi.mocked(sendFile).mock.calls.map(([path, { name }]) => [path, name])).toEqual([
    [`${one}/images`, "a"],
    [`${one}/images`, "b"],
  ]);
  expect(shop.sent(`PUT ${one}`)).toEqual([]);
});

test("a picture that is refused stays with its reason, at the product that was created all the same", async () => {
  shop.on("POST /api/products/", () => json(201, { ...kettle, images: [] }));
  const refusal = new ApiProblem({ status: 422, title: "", detail: "The picture is cut off or broken." });
  vi.mocked(sendFile).mockRejectedValue(refusal);
  const { where } = show("/seller/products/new");
  await fillNew();
  fireEvent.change(screen.getByLabelText("Add pictures"), { target: { files: [picture("a")] } });
  fireEvent.click(screen.getByRole("button", { name: "Put it on sale" }));

  expect(await screen.findByText(/One picture could not be added/)).toBeInTheDocument();
  await waitFor(() => expect(where()).toBe(`/seller/products/${kettle.id}`));
  expect(screen.getByText("The picture is cut off or broken.")).toBeInTheDocument();
  expect(screen.getByLabelText("Name")).toHaveValue("Copper kettle");

  vi.mocked(sendFile).mockResolvedValue({ ...kettle, images: ["/images/p/a.webp"] });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Copper kettle is saved.")).toBeInTheDocument();
  expect(shop.sent("POST /api/products/")).toHaveLength(1);
});

test("pictures are put in order and taken out by buttons, and only what changed is saved", async () => {
  show(`/seller/products/${kettle.id}`);
  fireEvent.click(await screen.findByRole("button", { name: "Move picture 2 of 2 earlier" }));
  expect(screen.getByRole("button", { name: "Move picture 1 of 2 later" })).toHaveFocus();
  shop.on(`PUT ${one}`, ({ body }) => json(200, { ...kettle, ...(body as object) }));
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Copper kettle is saved.");
  fireEvent.click(screen.getByRole("button", { name: "Remove picture 2 of 2" }));
  type("Price in dollars", "41.50");
  fireEvent.click(screen.getByRole("button", { name: "Save" }));

  await waitFor(() => expect(shop.sent(`PUT ${one}`)).toHaveLength(2));
  expect(shop.sent(`PUT ${one}`).map(({ body }) => body)).toEqual([
    { images: ["/images/p/b.webp", "/images/p/a.webp"] },
    { price: 41.5, images: ["/images/p/b.webp"] },
  ]);
});

test("what the server refuses stands at its field", async () => {
  shop.on(`PUT ${one}`, () =>
    problem(409, "Taken", { errors: [{ field: "sku", message: "Another product of yours has this SKU." }] }),
  );
  show(`/seller/products/${kettle.id}`);
  await screen.findByRole("heading", { name: "Edit product" });
  type(/^SKU/, "K-1");
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Another product of yours has this SKU.")).toBeInTheDocument();
  expect(screen.getByLabelText(/^SKU/)).toHaveAttribute("aria-invalid", "true");
});

test("nothing that was typed is lost without asking", async () => {
  const { where } = show(`/seller/products/${kettle.id}`);
  await screen.findByRole("heading", { name: "Edit product" });
  type("Name", "Brass kettle");
  fireEvent.click(screen.getByRole("link", { name: "Back to the list" }));
  expect(await screen.findByRole("dialog", { name: "Leave without saving?" })).toBeInTheDocument();
  fireEvent.click(screen.getByRole("button", { name: "Stay here" }));
  expect(screen.getByLabelText("Name")).toHaveValue("Brass kettle");
  fireEvent.click(screen.getByRole("link", { name: "Back to the list" }));
  fireEvent.click(await screen.findByRole("button", { name: "Leave" }));
  await waitFor(() => expect(where()).toBe("/seller/products"));
});

test("a product that was taken off sale says why, and one that is not there says so", async () => {
  shop.on(`GET ${mine}`, () => json(200, { ...kettle, status: "disabled", disabled_reason: "Not copper." }));
  const { unmount } = show(`/seller/products/${kettle.id}`);
  expect(await screen.findByText(/Not copper\./)).toBeInTheDocument();
  expect(screen.queryByRole("link", { name: "See it in the shop" })).toBeNull();
  unmount();
  shop.on(`GET ${mine}`, () => problem(404, "There is no such product."));
  show(`/seller/products/${kettle.id}`);
  expect(await screen.findByRole("heading", { name: "No such product" })).toBeInTheDocument();
});

test("deleting asks first", async () => {
  show("/seller/products");
  fireEvent.click(await screen.findByRole("button", { name: "Delete Copper kettle" }));
  shop.on(`DELETE ${one}`, () => new Response(null, { status: 204 }));
  expect(shop.sent(`DELETE ${one}`)).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "Yes, delete it" }));
  expect(await screen.findByText("Copper kettle is deleted.")).toBeInTheDocument();
  expect(shop.sent(`DELETE ${one}`)).toHaveLength(1);
});
