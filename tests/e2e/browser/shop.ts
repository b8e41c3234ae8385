import { randomUUID } from "node:crypto";
import {
  type APIRequestContext,
  type BrowserContext,
  test as base,
  expect,
  type Page,
  request,
} from "@playwright/test";

export const password = "three brass lanterns";

export interface Account {
  id: string;
  email: string;
  token: string;
  password: string;
}

/** Of the demo data: nobody registers as an admin. */
const admin = { email: "admin@demo.com", password: "demo123" };

interface Tokens {
  access_token: string;
  user: { id: string };
}

export interface Product {
  id: string;
  name: string;
  price: number;
  stock: number;
}

interface ProductDetails {
  name?: string;
  category?: string;
  attributes?: Record<string, string | number | boolean>;
}

/** A word that nobody has ever used, and that is no misspelling of one. */
export function newWord(): string {
  const letters = "bcdfgjkmpqvwxz";
  return [...randomUUID().replaceAll("-", "").slice(0, 14)]
    .map((digit) => letters[Number.parseInt(digit, 16) % letters.length])
    .join("");
}

/** The shop's API, to arrange what a browser shall find and to change things behind its back. */
export class Shop {
  readonly #api: APIRequestContext;
  #seller: Promise<Account> | null = null;
  #admin: Promise<Account> | null = null;

  constructor(api: APIRequestContext) {
    this.#api = api;
  }

  /** A new account. */
  async register(role: "buyer" | "seller" = "buyer"): Promise<Account> {
    const email = `${role}-${randomUUID()}@example.test`;
    const account = { name: "Nadia Test", email, password, role };
    const { access_token, user } = await this.#post<Tokens>("/api/auth/register", account);
    return { id: user.id, email, token: access_token, password };
  }

  /** The admin, newly signed in. */
  async admin(): Promise<Account> {
    const { access_token, user } = await this.#post<Tokens>("/api/auth/login", admin);
    return { id: user.id, ...admin, token: access_token };
  }

  /** A new product on sale, with a name that nothing else has unless told; every replica lists it. */
  async product(stock: number, price = 19.99, more: ProductDetails = {}): Promise<Product> {
    const name = `Lantern ${randomUUID().slice(0, 8)}`;
    const usual = { name, description: "A lantern of brass.", category: "Lighting" };
    const details = { ...usual, price, stock, ...more };
    const seller = await this.seller();
    const product = await this.#post<Product>("/api/products/", details, seller);
    const isListed = async () => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => this.#newestOf(seller)));
      return answers.every((items) => items.some(({ id }) => id === product.id));
    };
    await expect.poll(isListed).toBe(true);
    return product;
  }

  async #newestOf(seller: Account): Promise<Product[]> {
    const answer = await this.#api.get(`/api/products/?limit=100&seller_id=${seller.id}`, {
      headers: bearer(seller),
    });
    await expect(answer).toBeOK();
    return (await answer.json()).items;
  }

  /** The stall that the products of these tests belong to. */
  seller(): Promise<Account> {
    this.#seller ??= this.register("seller");
    return this.#seller;
  }

  async buy(buyer: Account, product: Pick<Product, "id">, quantity = 1): Promise<{ id: string }> {
    return this.#post("/api/orders/", { products: [{ product_id: product.id, quantity }] }, buyer);
  }

  async putInCart(buyer: Account, product: Product, quantity = 1): Promise<void> {
    await this.#post("/api/cart/lines", { product_id: product.id, quantity }, buyer);
  }

  async changePrice(product: Product, price: number): Promise<void> {
    const headers = bearer(await this.seller());
    await expect(await this.#api.put(`/api/products/${product.id}`, { data: { price }, headers })).toBeOK();
  }

  async restock(product: Product, quantity: number): Promise<void> {
    const data = { quantity, reason: "More have come." };
    await this.#post(`/api/products/${product.id}/restock`, data, await this.seller());
  }

  /** An admin takes it off the market, or with `null` gives it back. */
  async disable(product: Product, reason: string | null): Promise<void> {
    const headers = bearer(await this.admin());
    const path = `/api/admin/products/${product.id}`;
    const answer =
      reason === null
        ? this.#api.put(`${path}/enable`, { headers })
        : this.#api.put(`${path}/disable`, { data: { reason }, headers });
    await expect(await answer).toBeOK();
  }

  async write(from: Account, to: Account, body: string): Promise<void> {
    await this.#post(`/api/messages/${to.id}`, { body }, from);
  }

  async report(by: Account, whom: Account, reason: string): Promise<void> {
    await this.#post(`/api/messages/${whom.id}/report`, { reason }, by);
  }

  /** What the admins' health page is made of. */
  async health(): Promise<{ gateways: { replica: string; signed_in: number | null }[] }> {
    this.#admin ??= this.admin();
    const answer = await this.#api.get("/api/admin/health", { headers: bearer(await this.#admin) });
    await expect(answer).toBeOK();
    return answer.json();
  }

  async #post<T>(path: string, data: object, as?: Account): Promise<T> {
    const answer = await this.#api.post(path, { data, headers: as ? bearer(as) : {} });
    await expect(answer).toBeOK();
    return (await answer.json()) as T;
  }
}

/** Does something to processes of the stack: `control("kill", "gateway-1")`; `await` returns once they are healthy. */
export async function control(
  what: "kill" | "stop" | "start" | "await",
  ...processes: string[]
): Promise<void> {
  const answer = await fetch(`${process.env.SOUK_CONTROL}/${what}/${processes.join(",")}`, {
    method: "POST",
  });
  expect(answer.status, await answer.text()).toBe(204);
}

/** Signs in by the form and ends on `next`. */
export async function signIn(page: Page, account: Account, next = "/"): Promise<void> {
  await page.goto(`/login?${new URLSearchParams({ next })}`);
  await page.getByLabel("Email", { exact: true }).fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`**${next}`);
}

function bearer({ token }: Account): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

interface Fixtures {
  /** Statuses that a page may be answered with, since the test provokes them. */
  provoked: number[];
  /** What the pages complained of so far: on the console, uncaught, or about the content policy. */
  complaints: string[];
  /** A page in a browser context of its own: somebody else. */
  another: () => Promise<Page>;
}

/** A test that fails when a page complains. */
export const test = base.extend<Fixtures, { shop: Shop }>({
  shop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants it so
    async ({}, use) => {
      const api = await request.newContext({ baseURL: process.env.SOUK_URL ?? "" });
      await use(new Shop(api));
      await api.dispose();
    },
    { scope: "worker" },
  ],
  provoked: [[], { option: true }],
  complaints: [
    async ({ context, provoked }, use) => {
      const heard: string[] = [];
      listen(context, provoked, heard);
      await use(heard);
      expect(heard, "what the pages complained of").toEqual([]);
    },
    { auto: true },
  ],
  another: async ({ browser, provoked, complaints }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      opened.push(context);
      listen(context, provoked, complaints);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

function listen(context: BrowserContext, provoked: number[], heard: string[]): void {
  const forgiven = provoked.map((status) => `responded with a status of ${status} `);
  context.on("console", (message) => {
    const text = message.text();
    if (["error", "warning"].includes(message.type()) && !forgiven.some((part) => text.includes(part)))
      heard.push(`${message.type()} on ${message.page()?.url()}: ${text}`);
  });
  context.on("weberror", (error) => heard.push(`uncaught: ${error.error().stack}`));
}

export { expect };
