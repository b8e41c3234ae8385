import type { AdminDashboard, SellerAnalytics } from "@/api/types";

/** A shop's figures of three days; the days before sold half as much. */
export function sellerFigures(from = "2026-11-18"): SellerAnalytics {
  const before = from < "2026-11-18";
  const revenue = before ? 50 : 100.1;
  return {
    period: {
      from,
      to: before ? "2026-11-17" : "2026-11-20",
      days: 3,
      timezone: "America/New_York",
      before_from: before ? "2026-11-12" : "2026-11-15",
      before_to: before ? "2026-11-14" : "2026-11-17",
    },
    totals: { revenue: 300.3, orders: 6, units: 9, average_order: 50.05 },
    before: { revenue: 150, orders: 8, units: 0, average_order: 50.05 },
    by_day: [18, 19, 20].map((day) => ({
      day: `2026-11-${before ? day - 3 : day}`,
      revenue,
      orders: 2,
      units: 3,
    })),
    top_products: [
      {
        product_id: "65f0000000000000000000a1",
        name: "Copper kettle",
        image: null,
        units: 9,
        revenue: 300.3,
      },
    ],
    orders_by_status: { placed: 4, completed: 2, cancelled: 1 },
    inventory: { value: 1234.5, products: 12, low_stock: 2, out_of_stock: 1 },
  };
}

export function marketFigures(): AdminDashboard {
  return {
    ...sellerFigures(),
    top_sellers: [
      { seller_id: "65f0000000000000000000c1", name: "Atlas", orders: 6, units: 9, revenue: 300.3 },
    ],
    users_by_role: { buyer: 40, seller: 5, admin: 1 },
    users_disabled: 3,
    products_by_category: [{ category: "Kitchen", count: 12 }],
    low_stock: [
      {
        product_id: "65f0000000000000000000a1",
        name: "Copper kettle",
        seller_id: "65f0000000000000000000c1",
        seller_name: "Atlas",
        stock: 0,
        low_stock_threshold: 5,
      },
    ],
  };
}
