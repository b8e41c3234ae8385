import { fireEvent, render, screen, within } from "@testing-library/react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { expect, test } from "vitest";
import { changeOf } from "./change";
import type { ChartContent } from "./chart";
import { ChartCard } from "./chart-card";
import { indexAt } from "./chart-config";
import { periodFrom, periodLabel, rangeProblem, withPeriod } from "./period";
import { PeriodPicker } from "./period-picker";
import { StatGrid, StatTile } from "./stat-tile";

const read = (text: string) => periodFrom(new URLSearchParams(text));

test.each([
  ["", { period: "30d" }],
  ["period=7d", { period: "7d" }],
  ["period=1y", { period: "30d" }],
  ["from=2026-11-01&to=2026-11-15", { from: "2026-11-01", to: "2026-11-15" }],
  ["from=2026-11-01&to=2026-11-15&period=7d", { from: "2026-11-01", to: "2026-11-15" }],
  ["from=2026-11-01&period=7d", { period: "7d" }],
  ["from=2026-11-15&to=2026-11-01", { period: "30d" }],
  ["from=2026-02-30&to=2026-03-01", { period: "30d" }],
  ["from=2024-01-01&to=2026-01-01", { period: "30d" }],
])("the address ?%s means %j", (search, period) => {
  expect(read(search)).toEqual(period);
});

test("a period is at most a leap year long", () => {
  expect(rangeProblem("2028-01-01", "2028-12-31")).toBeNull();
  expect(rangeProblem("2028-01-01", "2029-01-01")).toMatch("366");
  expect(rangeProblem("2026-11-01", "")).toBe("Choose both days.");
});

test("another period leaves the rest of the address alone, the usual one goes without saying", () => {
  const params = new URLSearchParams("from=2026-11-01&to=2026-11-15&view=x");
  expect(withPeriod(params, { period: "90d" }).toString()).toBe("view=x&period=90d");
  expect(withPeriod(params, { period: "30d" }).toString()).toBe("view=x");
});

test("periods are called by what they are", () => {
  expect(periodLabel({ period: "today" })).toBe("Today");
  expect(periodLabel({ period: "7d" })).toBe("Last 7 days");
  expect(periodLabel({ from: "2026-11-01", to: "2026-11-15" })).toBe("1 Nov 2026 to 15 Nov 2026");
});

test("days of one's own are chosen in a dialog that refuses what is no period", () => {
  const router = createMemoryRouter([{ path: "/", element: <PeriodPicker /> }], {
    initialEntries: ["/?period=7d"],
  });
  render(<RouterProvider router={router} />);
  expect(screen.getByRole("link", { name: "7 days" })).toHaveAttribute("aria-current", "true");
  fireEvent.click(screen.getByRole("button", { name: "Other days" }));
  fireEvent.change(screen.getByLabelText("First day"), { target: { value: "2026-11-15" } });
  fireEvent.change(screen.getByLabelText("Last day"), { target: { value: "2026-11-01" } });
  fireEvent.click(screen.getByRole("button", { name: "Show these days" }));
  expect(screen.getByText("The last day is before the first one.")).toBeVisible();
  fireEvent.change(screen.getByLabelText("Last day"), { target: { value: "2026-11-20" } });
  fireEvent.click(screen.getByRole("button", { name: "Show these days" }));
  expect(router.state.location.search).toBe("?from=2026-11-15&to=2026-11-20");
});

test.each([
  [150, 100, "up", "50%", "50% more than in the period before"],
  [99.5, 100, "down", "0.5%", "0.5% less than in the period before"],
  [7, 7, "same", null, "The same as in the period before"],
  [0, 0, "same", null, "The same as in the period before"],
  [5, 0, "up", null, "Nothing in the period before"],
  [0, 5, "down", "100%", "100% less than in the period before"],
])("%d after %d is %s %s", (now, before, direction, share, words) => {
  expect(changeOf(now, before)).toEqual({ direction, share, words });
});

test("a tile says its change in words, not only by arrow and colour", () => {
  render(
    <StatGrid label="Figures">
      <StatTile label="Orders" value="15" compare={{ now: 15, before: 10 }} />
    </StatGrid>,
  );
  const figures = within(screen.getByRole("region", { name: "Figures" }));
  expect(figures.getByRole("term")).toHaveTextContent("Orders");
  expect(figures.getByText("50% more than in the period before")).toBeInTheDocument();
});

const revenue: ChartContent = {
  kind: "line",
  labels: ["1 Nov 2026", "2 Nov 2026"],
  series: [
    { label: "These days", values: [10.5, 0] },
    { label: "The days before", values: [3, 4], dashed: true },
  ],
  format: (value) => `$${value.toFixed(2)}`,
};

test("a chart's figures are a table too, shown to all at the press of a button", () => {
  render(<ChartCard title="Revenue per day" labelsAre="Day" content={revenue} />);
  const table = screen.getByRole("table", { name: "Revenue per day" });
  expect(
    within(table)
      .getAllByRole("columnheader")
      .map((cell) => cell.textContent),
  ).toEqual(["Day", "These days", "The days before"]);
  const row = within(within(table).getByRole("row", { name: /1 Nov 2026/ }));
  expect(row.getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["$10.50", "$3.00"]);
  expect(table.closest(".sr-only")).not.toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Show as table: Revenue per day" }));
  expect(screen.getByRole("table", { name: "Revenue per day" }).closest(".sr-only")).toBeNull();
});

test("a chart without figures says so", () => {
  const nothing = { ...revenue, series: [{ label: "These days", values: [0, 0] }] };
  render(<ChartCard title="Revenue" labelsAre="Day" content={nothing} empty="Nothing sold." />);
  expect(screen.getByText("Nothing sold.")).toBeVisible();
  expect(screen.queryByRole("table")).not.toBeInTheDocument();
});

test("a tick between two positions belongs to the one before it", () => {
  expect([0, 10, 15, 30, 99].map((tick) => indexAt(tick, [10, 20, 30]))).toEqual([0, 0, 0, 2, 2]);
  expect(indexAt(3, undefined)).toBe(3);
});
