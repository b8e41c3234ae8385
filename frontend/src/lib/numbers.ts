const counts = new Intl.NumberFormat("en-US");
const shortDollars = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  notation: "compact",
  maximumFractionDigits: 1,
});
const shortCounts = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });

/** 12345 -> "12,345" */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** For the axes of charts: 12345 -> "12.3K" */
export function formatShortCount(count: number): string {
  return shortCounts.format(count);
}

/** For the axes of charts: 12345.6 dollars -> "$12.3K" */
export function formatShortPrice(amount: number): string {
  return shortDollars.format(amount);
}

/** 0.125 -> "12.5%" */
export function formatShare(share: number): string {
  return percents.format(share);
}
