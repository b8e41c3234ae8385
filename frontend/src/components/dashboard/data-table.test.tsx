import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { expect, test, vi } from "vitest";
import { DataTable } from "./data-table";
import type { Column } from "./table-columns";
import { readQuery, useTableState } from "./table-state";
import { TableToolbar } from "./table-toolbar";

interface Kettle {
  id: string;
  name: string;
  price: number;
}

const spec = {
  sorts: ["newest", "name", "price_asc", "price_desc"],
  filters: { stock: ["low", "out"], from: "day", category: "text" },
  limit: 50,
} as const;
const columns: Column<Kettle>[] = [
  { id: "name", header: "Name", cell: ({ name }) => name, sort: { asc: "name" }, heading: true },
  {
    id: "price",
    header: "Price",
    cell: ({ price }) => `$${price}`,
    align: "end",
    sort: { asc: "price_asc", desc: "price_desc", kind: "number" },
  },
];
const kettles = [
  { id: "a", name: "Copper kettle", price: 40 },
  { id: "b", name: "Tin kettle", price: 12 },
];
const loaded = { error: null, isPending: false, isPlaceholderData: false, refetch: vi.fn() };

function Table({ items, error = null }: { items: Kettle[]; error?: unknown }) {
  const state = useTableState(spec);
  const data = error ? undefined : { items, total: items.length, page: 1, pages: 3 };
  return (
    <>
      <TableToolbar
        state={state}
        search="Search kettles"
        selects={[
          { name: "stock", label: "Stock", any: "Any stock", options: [{ value: "low", label: "Low" }] },
        ]}
      />
      <DataTable
        label="Kettles"
        columns={columns}
        query={{ ...loaded, data, error }}
        state={state}
        rowId={({ id }) => id}
        countOf={(total) => `${total} kettles`}
        actions={({ name }) => <button type="button">Edit {name}</button>}
        empty={<p>No kettles yet</p>}
      />
    </>
  );
}

function show(address: string, items = kettles, error?: unknown) {
  const router = createMemoryRouter([{ path: "/", element: <Table items={items} error={error} /> }], {
    initialEntries: [address],
  });
  render(<RouterProvider router={router} />);
  return () => router.state.location.search;
}

test("rows, their actions and the count are in a named table", () => {
  show("/");
  const table = screen.getByRole("table", { name: "Kettles" });
  expect(within(table).getAllByRole("row")).toHaveLength(3);
  expect(screen.getByRole("button", { name: "Edit Tin kettle" })).toBeVisible();
  expect(screen.getByRole("status")).toHaveTextContent("2 kettles");
});

test("a header sorts by the server's own names, and says how", () => {
  const search = show("/?page=2&stock=low");
  const price = () => screen.getByRole("columnheader", { name: "Price" });
  expect(price()).not.toHaveAttribute("aria-sort");
  fireEvent.click(within(price()).getByRole("button"));
  expect(search()).toBe("?stock=low&sort=price_desc");
  expect(price()).toHaveAttribute("aria-sort", "descending");
  fireEvent.click(within(price()).getByRole("button"));
  expect(search()).toBe("?stock=low&sort=price_asc");
  expect(price()).toHaveAttribute("aria-sort", "ascending");
});

test("a filter goes into the address, back on the first page; clearing keeps the order", () => {
  const search = show("/?page=2&sort=name");
  fireEvent.change(screen.getByRole("combobox", { name: "Stock" }), { target: { value: "low" } });
  expect(search()).toBe("?sort=name&stock=low");
  fireEvent.click(screen.getByRole("button", { name: "Clear" }));
  expect(search()).toBe("?sort=name");
});

test("words are searched for after a pause", async () => {
  const search = show("/?page=2");
  fireEvent.change(screen.getByRole("searchbox", { name: "Search kettles" }), {
    target: { value: " copper " },
  });
  expect(search()).toBe("?page=2");
  await waitFor(() => expect(search()).toBe("?search=copper"));
});

test("nothing at all, nothing that fits and a failure are told apart", () => {
  show("/", []);
  expect(screen.getByText("No kettles yet")).toBeVisible();
});

test("filters that leave nothing can be cleared", () => {
  const search = show("/?search=gold", []);
  fireEvent.click(screen.getByRole("button", { name: "Show everything" }));
  expect(search()).toBe("");
});

test("a failed load can be tried again", () => {
  show("/", [], new Error("lost"));
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(loaded.refetch).toHaveBeenCalledOnce();
});

test("what makes no sense in the address counts as not set", () => {
  const odd = new URLSearchParams("page=-3&sort=evil&stock=all&from=2026-13-99&category=%20&search=%20");
  expect(readQuery(spec, odd)).toEqual({ page: 1, limit: 50, sort: "newest" });
  const good = new URLSearchParams("page=999999&sort=name&stock=out&from=2026-11-20&category=Tea&search=pot");
  expect(readQuery(spec, good)).toEqual({
    page: 200,
    limit: 50,
    sort: "name",
    stock: "out",
    from: "2026-11-20",
    category: "Tea",
    search: "pot",
  });
});
