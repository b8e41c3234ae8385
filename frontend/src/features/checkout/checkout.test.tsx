import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seenLines } from "@/cart/seen-lines";
import { fakeShop, json, lost, problem } from "@/testing/fake-shop";
import { cartLine, cartOf, orderOf } from "@/testing/samples";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { forgetAttempt } from "./order-attempt";
import { checkoutRoutes } from "./routes";

const shop = fakeShop();
const place = "POST /api/orders/";
const placed = orderOf();

beforeEach(() => {
  signedIn("buyer");
  shop.on("GET /api/cart", () => json(200, cartOf(cartLine())));
});
afterEach(() => {
  forgetAttempt();
  seenLines.keep(new Set());
  signedOut();
});

const placeButton = () => screen.findByRole("button", { name: /^Place order/ });
const keys = () => shop.sent(place).map(({ headers }) => headers.get("Idempotency-Key"));

test("a visitor is asked to sign in and comes back", async () => {
  signedOut();
  const { where } = showPage(checkoutRoutes, "/checkout");
  await waitFor(() => expect(where()).toBe("/login?next=%2Fcheckout"));
});

test("an order goes out with a key and the prices that were seen, and leads to its confirmation", async () => {
  shop.on(place, () => json(201, placed));
  const { where } = showPage(checkoutRoutes, "/checkout");
  fireEvent.click(await placeButton());
  await waitFor(() => expect(where()).toBe(`/orders/${placed.id}?placed=1`));
  const [sent] = shop.sent(place);
  expect(sent?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f]{32}$/);
  expect(sent?.body).toEqual({
    products: [{ product_id: cartLine().product_id, quantity: 3, price: 40 }],
    fulfilment: { method: "pickup" },
  });
  expect(sessionStorage.length).toBe(0);
});

test("a double click sends one order", async () => {
  let answer: (response: Response) => void = () => undefined;
  shop.on(place, () => new Promise((resolve) => (answer = resolve)));
  const { where } = showPage(checkoutRoutes, "/checkout");
  const button = await placeButton();
  act(() => {
    button.click();
    button.click();
  });
  fireEvent.click(button);
  await waitFor(() => expect(keys()).toHaveLength(1));
  answer(json(201, placed));
  await waitFor(() => expect(where()).toContain("/orders/"));
  expect(keys()).toHaveLength(1);
});

test("after a lost answer the same order goes again with the same key", async () => {
  shop.on(place, lost);
  const { where } = showPage(checkoutRoutes, "/checkout");
  fireEvent.click(await placeButton());
  expect(await screen.findByRole("heading", { name: "We did not get an answer" })).toHaveFocus();
  expect(screen.getByText(/you will not be charged twice/)).toBeVisible();

  shop.on(place, () => json(201, placed));
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(where()).toContain("/orders/"));
  expect(keys()).toHaveLength(2);
  expect(new Set(keys()).size).toBe(1);
  expect(shop.sent(place)[0]?.body).toEqual(shop.sent(place)[1]?.body);
});

test("a reload after a lost answer finds the key again, though the cart may be empty by then", async () => {
  shop.on(place, lost);
  const before = showPage(checkoutRoutes, "/checkout");
  fireEvent.click(await placeButton());
  await screen.findByRole("heading", { name: "We did not get an answer" });
  before.unmount();

  shop.on("GET /api/cart", () => json(200, cartOf()));
  shop.on(place, () => json(201, placed));
  const { where } = showPage(checkoutRoutes, "/checkout");
  expect(await screen.findByText("$120.00")).toBeVisible();
  fireEvent.click(await screen.findByRole("button", { name: "Try again" }));
  await waitFor(() => expect(where()).toContain("/orders/"));
  expect(new Set(keys()).size).toBe(1);
});

test("being turned away at the door keeps the key of an order that may have got through", async () => {
  shop.on(place, lost);
  showPage(checkoutRoutes, "/checkout");
  fireEvent.click(await placeButton());
  await screen.findByRole("heading", { name: "We did not get an answer" });
  shop.on(place, () => problem(429, "Too many requests."));
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(keys()).toHaveLength(2));
  expect(await screen.findByRole("button", { name: "Try again" })).toBeVisible();
  expect(sessionStorage.length).toBe(1);
});

test("too little stock: the line says how many are left, and one click puts it right", async () => {
  shop.on(place, () =>
    problem(409, "Only 2 of Copper kettle left.", {
      product_id: cartLine().product_id,
      available_stock: 2,
    }),
  );
  showPage(checkoutRoutes, "/checkout");
  fireEvent.click(await placeButton());
  expect(await screen.findByText("Only 2 of Copper kettle left.")).toBeVisible();
  const fix = screen.getByRole("button", { name: "Take 2 Copper kettle" });
  await waitFor(() => expect(fix).toHaveFocus());

  const two = cartOf(cartLine({ quantity: 2, stock: 2 }));
  shop.on(`PUT /api/cart/lines/${cartLine().product_id}`, () => json(200, two));
  shop.on("GET /api/cart", () => json(200, two));
  shop.on(place, () => json(201, placed));
  fireEvent.click(fix);
  await waitFor(() => expect(screen.getAllByText("$80.00")[0]).toBeVisible());
  expect(screen.queryByText("Only 2 of Copper kettle left.")).not.toBeInTheDocument();
  await waitFor(() =>
    expect(screen.getByRole("button", { name: /^Place order/ })).not.toHaveAttribute("aria-busy"),
  );
  fireEvent.click(await placeButton());
  await waitFor(() => expect(keys()).toHaveLength(2));
  expect(shop.sent(place)[1]?.body).toMatchObject({ products: [{ quantity: 2 }] });
  expect(new Set(keys()).size).toBe(2);
});

test("a new price is shown and has to be accepted before the order goes out at it", async () => {
  shop.on(place, () =>
    problem(409, "Copper kettle now costs 45.00.", { product_id: cartLine().product_id, price: 45 }),
  );
  showPage(checkoutRoutes, "/checkout");
  fireEvent.click(await placeButton());
  expect(await screen.findByText("Price changed from $40.00 to $45.00.")).toBeVisible();
  fireEvent.click(await placeButton());
  expect(keys()).toHaveLength(1);

  shop.on("GET /api/cart", () => json(200, cartOf(cartLine({ price: 45 }))));
  shop.on(place, () => json(201, placed));
  fireEvent.click(screen.getByRole("button", { name: "Accept the new price of Copper kettle" }));
  fireEvent.click(await placeButton());
  await waitFor(() => expect(keys()).toHaveLength(2));
  expect(shop.sent(place)[1]?.body).toMatchObject({ products: [{ price: 45 }] });
});

test("what is no longer on sale is offered for removal", async () => {
  shop.on(place, () =>
    problem(409, "Copper kettle: No longer on sale.", {
      product_id: cartLine().product_id,
      reason: "Taken off sale by the market: A fake.",
    }),
  );
  shop.on(`DELETE /api/cart/lines/${cartLine().product_id}`, () => json(200, cartOf()));
  showPage(checkoutRoutes, "/checkout");
  fireEvent.click(await placeButton());
  expect(await screen.findByText("Taken off sale by the market: A fake.")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Remove Copper kettle" }));
  expect(await screen.findByRole("heading", { name: "There is nothing to order" })).toBeVisible();
});
