import type { Role, UserDetail } from "@/api/types";

/** "1 order", "12 orders"; the server counts no further than 1,000. */
export function counted(count: number, one: string, many = `${one}s`): string {
  const most = 1_000;
  if (count >= most) return `${most.toLocaleString("en-US")} ${many} or more`;
  return `${count} ${count === 1 ? one : many}`;
}

/** What disabling the account does, in the order of what matters most. */
export function ofDisabling({ name, ties }: UserDetail): string[] {
  return [
    `${name} is signed out everywhere within seconds and cannot sign in until somebody enables the account.`,
    ...offTheMarket(ties, "leave the market, and come back when the account is enabled."),
    ...openOrders(ties),
  ];
}

/** What another role means for the user. */
export function ofRole({ name, role, ties }: UserDetail, next: Role): string[] {
  const lines = [`${name} is signed out everywhere and has to sign in again.`];
  if (role === "seller" && next === "buyer")
    lines.push(
      ...offTheMarket(ties, "leave the market until they are a seller again."),
      ...openOrders({ ...ties, open_orders_as_buyer: 0 }),
    );
  if (role === "buyer")
    lines.push(`They can no longer buy, and do not see their own orders as long as they are a ${next}.`);
  if (next === "admin") lines.push("They can do all that you can, also to your account.");
  return lines;
}

/** What deleting the account does: there is no way back. */
export function ofDeleting({ role, ties }: UserDetail): string[] {
  return [
    "Name, email and password are erased at once. There is no way back.",
    ties.sessions > 0
      ? `They are signed out everywhere (${counted(ties.sessions, "sign-in")} now).`
      : "They are not signed in anywhere now.",
    ...offTheMarket(ties, "leave the market for good."),
    ...openOrders(ties),
    role === "seller"
      ? "What they sold stays in the books."
      : "Their past orders stay with the sellers, without a name.",
    "The email is free for a new account afterwards.",
  ];
}

type Ties = UserDetail["ties"];

function offTheMarket({ products_on_sale }: Ties, what: string): string[] {
  return products_on_sale > 0 ? [`${counted(products_on_sale, "product")} on sale ${what}`] : [];
}

function openOrders({ open_orders_as_buyer: bought, open_orders_as_seller: sold }: Ties): string[] {
  return [
    ...(bought > 0
      ? [`${counted(bought, "open order")} of theirs ${isOrAre(bought)} not cancelled by this.`]
      : []),
    ...(sold > 0
      ? [
          sold === 1
            ? "1 open order that they have to hand over stays open: an admin has to complete or cancel it."
            : `${counted(sold, "open order")} that they have to hand over stay open: an admin has to complete or cancel them.`,
        ]
      : []),
  ];
}

function isOrAre(count: number): string {
  return count === 1 ? "is" : "are";
}
