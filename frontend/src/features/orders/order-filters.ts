import type { OrderQuery, OrderStatus } from "@/api/types";

export interface OrderFilters {
  status: OrderStatus | null;
  /** Days such as 2026-11-20, both included. */
  from: string;
  to: string;
  page: number;
}

const statuses: readonly OrderStatus[] = ["placed", "completed", "cancelled"];
const perPage = 10;
const day = /^\d{4}-\d{2}-\d{2}$/;

export function filtersFrom(params: URLSearchParams): OrderFilters {
  const status = params.get("status");
  const page = Number(params.get("page"));
  return {
    status: statuses.find((known) => known === status) ?? null,
    from: dayOf(params.get("from")),
    to: dayOf(params.get("to")),
    page: Number.isSafeInteger(page) && page > 1 ? page : 1,
  };
}

/** The address that shows these filters; what is not set is left out. */
export function searchFor({ status, from, to, page }: OrderFilters): string {
  const params = new URLSearchParams();
  if (status) params.set("status", status);
  if (from) params.set("from", from);
  if (to) params.set("to", to);
  if (page > 1) params.set("page", String(page));
  return params.toString();
}

export function queryFor({ status, from, to, page }: OrderFilters): OrderQuery {
  return {
    page,
    limit: perPage,
    ...(status && { status }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

export function areBackwards({ from, to }: OrderFilters): boolean {
  return from !== "" && to !== "" && from > to;
}

function dayOf(text: string | null): string {
  return text !== null && day.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";
}
