import type { Notification, Role } from "@/api/types";
import { formatPrice } from "@/lib/money";
import { orderNumber } from "@/lib/order-number";

/** What a notification is about, whatever it looks like. */
export type Subject =
  | "sale"
  | "order"
  | "low-stock"
  | "off-sale"
  | "on-sale"
  | "message"
  | "report"
  | "other";

export interface Told {
  subject: Subject;
  text: string;
  /** Where to look at it; null when there is nowhere. */
  to: string | null;
}

const previewAtMost = 80;

type Data = Notification["data"];
type Teller = (data: Data, role: Role) => Told;

/** The words for each kind of notification, and the page that it leads to. */
const tellers: Record<string, Teller> = {
  new_order: (data) => ({
    subject: "sale",
    text: `New order: ${soldWords(data)}, ${formatPrice(Number(data.amount))}.`,
    to: orderPage(data, "seller"),
  }),
  order_status: (data, role) => ({
    subject: "order",
    text: orderWords(data, role),
    to: orderPage(data, role),
  }),
  low_stock_alert: (data) => ({
    subject: "low-stock",
    text:
      data.stock === 0 ? `${data.name} is out of stock.` : `${data.name} is running low: ${data.stock} left.`,
    to: `/seller/products/${data.product_id}`,
  }),
  product_disabled: (data) => ({
    subject: "off-sale",
    text: `${data.name} was taken off the market by an admin: ${asSentence(data.reason)}`,
    to: `/seller/products/${data.product_id}`,
  }),
  product_enabled: (data) => ({
    subject: "on-sale",
    text: `${data.name} is back on the market.`,
    to: `/seller/products/${data.product_id}`,
  }),
  new_message: (data) => ({
    subject: "message",
    text: `${data.name} wrote: ${begun(String(data.preview))}`,
    to: `/messages/${data.user_id}`,
  }),
  report: (data) => ({
    subject: "report",
    text: `${data.name} was reported. Please have a look.`,
    to: "/admin/reports",
  }),
};

/** Says a notification to a user of that role. Kinds that came after this page was loaded are still said, if vaguely. */
export function tell({ kind, data }: Pick<Notification, "kind" | "data">, role: Role): Told {
  const teller = Object.hasOwn(tellers, kind) ? tellers[kind] : undefined;
  return teller?.(data, role) ?? { subject: "other", text: "There is news for you.", to: null };
}

function soldWords({ first_item, units }: Data): string {
  return Number(units) === 1 ? String(first_item) : `${first_item}, ${units} items in all`;
}

function orderWords({ order_id, part_status, by, reason }: Data, role: Role): string {
  const order = `order ${orderNumber(String(order_id))}`;
  const why = reason ? `: ${asSentence(reason)}` : ".";
  if (part_status === "cancelled" && role === "buyer")
    return `Your ${order} was cancelled by ${actor(by)}${why}`;
  if (part_status === "cancelled") return `${capital(order)} was cancelled by ${actor(by)}${why}`;
  if (part_status === "completed" && role === "buyer") return `Your ${order} was handed over. Enjoy!`;
  if (part_status === "completed") return `${capital(order)} was marked as handed over by ${actor(by)}.`;
  return `There is news about ${order}.`;
}

function actor(by: Data[string] | undefined): string {
  if (by === "admin") return "an admin";
  return by === "seller" ? "the seller" : "the buyer";
}

function orderPage({ order_id }: Data, role: Role): string {
  if (role === "buyer") return `/orders/${order_id}`;
  return `/${role}/orders?search=${order_id}`;
}

/** The server sends how a message begins; one that fills it has more to say. */
function begun(preview: string): string {
  return preview.length < previewAtMost ? preview : `${preview.trimEnd()}…`;
}

function asSentence(words: Data[string] | undefined): string {
  const text = String(words ?? "").trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
