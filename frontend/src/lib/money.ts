const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

/** A price in dollars, as the API gives it: 1234.5 -> "$1,234.50". */
export function formatPrice(amount: number): string {
  return dollars.format(amount);
}

/** The same without cents where there are none: 1000 -> "$1,000". */
export function formatShortestPrice(amount: number): string {
  return formatPrice(amount).replace(/\.00$/, "");
}

/** Multiplies and adds in cents, so that 3 x 0.1 is 0.3. */
export function totalOf(lines: readonly { price: number; quantity: number }[]): number {
  const cents = lines.reduce((sum, line) => sum + Math.round(line.price * 100) * line.quantity, 0);
  return cents / 100;
}
