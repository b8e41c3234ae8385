import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { SystemHealth } from "@/api/types";
import { fakeShop, json, lost } from "@/testing/fake-shop";
import { showPage, signedIn } from "@/testing/show-page";
import { adminHealthRoutes } from "./routes";
import { formatBytes, formatMs, formatSpan, withoutSpans } from "./words";

const shop = fakeShop();

function replica(name: string, state: "up" | "down" | "unknown" = "up") {
  return {
    replica: name,
    version: "0.1.0",
    state,
    started_at: "2026-11-20T11:00:00.000Z",
    uptime_s: 3_725,
    in_flight: 2,
    requests_per_s: 12.5,
    p95_ms: 41.2,
    errors_per_min: 0,
    seen_s_ago: state === "up" ? 0.4 : 5.1,
  };
}

function member(host: string, state: string) {
  return {
    host,
    state,
    healthy: true,
    lag_ms: state === "primary" ? null : 12,
    uptime_s: 90,
    connections: 31,
    cache_used_bytes: 1_500_000,
    cache_max_bytes: 268_435_456,
    message: null as string | null,
  };
}

function collection(name: string, documents: number, uses: number) {
  const index = { name: "souk_buyer_id_1", size_bytes: 4_096, uses, since: "2026-11-20T11:00:00.000Z" };
  return { name, documents, size_bytes: documents * 100, storage_bytes: documents * 50, indexes: [index] };
}

function whole(): SystemHealth {
  return {
    at: "2026-11-20T12:00:00.000Z",
    ok: true,
    problems: [],
    services: ["auth", "orders"].map((service) => ({ service, replicas: [replica(`${service}-1`)] })),
    mongo: {
      set: "souk",
      primary: "a:1",
      term: 4,
      elections: 3,
      last_election_at: "2026-11-20T11:00:00.000Z",
      members: [member("a:1", "primary"), member("b:2", "secondary")],
      writable: true,
    },
    gateways: [{ replica: "gateway-1", sockets: 7, signed_in: 3, change_stream_lag_ms: 8.4 }],
    collections: [collection("carts", 20, 900), collection("orders", 300, 5)],
  };
}

function withProblems(...problems: string[]): SystemHealth {
  return { ...whole(), ok: false, problems };
}

function show() {
  return showPage([{ path: "admin", children: adminHealthRoutes }], "/admin/health");
}

describe("the health page", () => {
  beforeEach(() => {
    signedIn("admin");
    shop.on("GET /api/admin/health", () => json(200, whole()));
  });

  it("says that all is well, and shows every part", async () => {
    show();
    await screen.findByText(/all is well/i);
    const orders = screen.getByRole("region", { name: "orders" });
    within(orders).getByText("1 h 2 min");
    within(orders).getByText("41 ms");
    const members = screen.getByRole("list", { name: "Members of the database" });
    within(members).getByText("12 ms");
    expect(within(members).getAllByText("1.5 MB of 268 MB")).toHaveLength(2);
    within(screen.getByRole("list", { name: "Gateways" })).getByText("8.4 ms");
  });

  it("names what is wrong at the top, and hears by itself when it is mended", async () => {
    shop.on("GET /api/admin/health", () => json(200, withProblems("orders-1 has not reported for 5 s")));
    show();
    const problems = await screen.findByRole("region", { name: "Problems" });
    within(problems).getByText("orders-1 has not reported for 5 s");
    shop.on("GET /api/admin/health", () => json(200, whole()));
    await screen.findByText(/all is well: /i);
    await screen.findByText("All is well again.");
  });

  it("tells screen readers of a problem once, and not each second how long it has lasted", async () => {
    let seconds = 5;
    shop.on("GET /api/admin/health", () => {
      seconds += 1;
      return json(200, withProblems(`orders-1 has not reported for ${seconds} s`));
    });
    show();
    const told = await screen.findByText("orders-1 has not reported");
    expect(told.closest("[role=status]")).not.toBeNull();
    await screen.findByText("orders-1 has not reported for 8 s");
    expect(screen.getByText("orders-1 has not reported")).toBe(told);
  });

  it("keeps the last picture when no answer comes, and says so", async () => {
    show();
    await screen.findByText(/all is well/i);
    shop.on("GET /api/admin/health", lost);
    await screen.findByRole("region", { name: "No answer" });
    screen.getByRole("region", { name: "orders" });
    shop.on("GET /api/admin/health", () => json(200, whole()));
    await waitFor(() => expect(screen.queryByRole("region", { name: "No answer" })).toBeNull());
  });

  it("offers to try again when nothing was ever heard", async () => {
    shop.on("GET /api/admin/health", lost);
    show();
    await screen.findByRole("button", { name: "Try again" });
  });

  it("orders collections and indexes by the header that is pressed", async () => {
    show();
    const table = await screen.findByRole("table", { name: "Use of indexes" });
    const firstCells = () =>
      within(table)
        .getAllByRole("rowheader")
        .map((cell) => cell.textContent);
    expect(firstCells()).toEqual(["carts", "orders"]);
    fireEvent.click(within(table).getByRole("button", { name: "Used" }));
    expect(firstCells()).toEqual(["orders", "carts"]);
    expect(within(table).getByRole("columnheader", { name: "Used" }).getAttribute("aria-sort")).toBe(
      "ascending",
    );
  });
});

describe("words", () => {
  it("writes bytes, spans and milliseconds short", () => {
    expect([0, 999, 4_096, 268_435_456].map(formatBytes)).toEqual(["0 B", "999 B", "4.1 kB", "268 MB"]);
    expect([45, 60, 3_725, 200_000].map(formatSpan)).toEqual(["45 s", "1 min", "1 h 2 min", "2 d 7 h"]);
    expect([null, 0, 0.44, 12.3, 2_500].map(formatMs)).toEqual(["–", "0 ms", "0.4 ms", "12 ms", "2.5 s"]);
  });

  it("leaves out of a problem what changes with every look", () => {
    expect(withoutSpans("mongo-2 (b:2) has not answered for 12 s")).toBe("mongo-2 (b:2) has not answered");
    expect(withoutSpans("mongo-2 (b:2) does not answer")).toBe("mongo-2 (b:2) has not answered");
    expect(withoutSpans("mongo-2 (b:2) is 7 s behind the primary")).toBe(
      "mongo-2 (b:2) is behind the primary",
    );
    expect(withoutSpans("No primary: reads go on, writes wait")).toBe("No primary: reads go on, writes wait");
  });
});
