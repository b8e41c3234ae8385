import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { productQuery } from "@/api/products";
import { toast } from "@/components/ui/toast";
import { useStore } from "@/lib/store";
import { useWatched } from "@/live/use-watched";
import { useSession } from "@/session/session";
import { CartHerald, type ChangedLine, liveNow } from "./cart-herald";
import { isTrouble, type LineNews, newsOf, sentenceOf, stateOf } from "./line-news";
import { type SeenLines, seenLines } from "./seen-lines";
import { serverCart } from "./server-cart";
import { type CartOwner, cartOwner, useWantedLines } from "./use-cart";
import { visitorCart, type WantedLine } from "./visitor-cart";

const showing = new Set(["/cart", "/checkout"]);

/**
 * Follows the products of the cart wherever the shopper is, and says what changes about them in the corner unless
 * the cart is on the page. Returns how many of them need a look: changed since the cart was last seen, or not to be
 * had as they are. Used once, by the header.
 */
export function useCartNews(): number {
  const owner = cartOwner(useSession());
  const lines = useWantedLines();
  const atCart = showing.has(useLocation().pathname);
  const seen = useStore(seenLines);
  const herald = useHerald(owner);
  useWatched(lines.map(({ product_id }) => product_id));

  useEffect(() => {
    herald.look(lines, atCart);
    seenLines.keep(new Set(lines.map(({ product_id }) => product_id)));
    for (const { product_id, quantity } of lines) {
      const now = liveNow(product_id);
      if (now && !seenLines.get().has(product_id)) seenLines.see(product_id, now, quantity);
    }
  });
  return lines.filter((line) => needsLook(line, seen)).length;
}

function needsLook({ product_id, quantity }: WantedLine, seen: SeenLines): boolean {
  const now = liveNow(product_id);
  if (now === null) return false;
  const before = seen.get(product_id);
  return isTrouble(stateOf(now, quantity)) || (!!before && newsOf(before, now, quantity).length > 0);
}

function useHerald(owner: CartOwner): CartHerald {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const latest = useRef({ owner, navigate });
  latest.current = { owner, navigate };
  const [herald] = useState(
    () =>
      new CartHerald(
        () => linesNow(queries, latest.current.owner),
        (changed) => void say(queries, changed, () => void latest.current.navigate("/cart")),
      ),
  );
  useEffect(() => () => herald.stop(), [herald]);
  return herald;
}

/** A buyer's cart may have changed on another device, or become an order. */
async function linesNow(queries: QueryClient, owner: CartOwner): Promise<readonly WantedLine[]> {
  if (owner === "visitor") return visitorCart.get();
  await queries.invalidateQueries({ queryKey: serverCart.queryKey });
  return queries.getQueryData(serverCart.queryKey)?.lines ?? [];
}

async function say(queries: QueryClient, changed: ChangedLine[], seeCart: () => void): Promise<void> {
  const [first] = changed;
  if (!first) return;
  const text =
    changed.length === 1
      ? sentenceOf(await nameOf(queries, first.product_id), first.news, first.quantity)
      : `${changed.length} products in your cart have changed.`;
  toneOf(changed.flatMap(({ news }) => news))(text, { label: "See cart", run: seeCart });
}

async function nameOf(queries: QueryClient, productId: string): Promise<string | null> {
  const lines = queries.getQueryData(serverCart.queryKey)?.lines ?? [];
  const line = lines.find(({ product_id }) => product_id === productId);
  if (line) return line.name;
  // What is off sale by now cannot be looked up any more.
  return queries.ensureQueryData(productQuery(productId)).then(
    ({ name }) => name,
    () => null,
  );
}

const bad: readonly LineNews["kind"][] = ["off-sale", "sold-out"];
const good: readonly LineNews["kind"][] = ["on-sale-again", "back-in-stock"];

function toneOf(news: LineNews[]) {
  if (news.some(({ kind }) => bad.includes(kind))) return toast.danger;
  return news.every(({ kind }) => good.includes(kind)) ? toast.good : toast.info;
}
