import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { productQuery } from "@/api/products";
import type { About } from "@/api/types";

const pattern = /^(product|order):([0-9a-f]{24})$/;

/** What the next message is about, as `?about=product:<id>` says, and a way to take that off. */
export function useAbout(): { about: About | null; takeOff: () => void } {
  const [params, setParams] = useSearchParams();
  const [, kind, id = ""] = pattern.exec(params.get("about") ?? "") ?? [];
  const product = useQuery({ ...productQuery(id), enabled: kind === "product" });

  function takeOff(): void {
    if (!params.has("about")) return;
    const rest = new URLSearchParams(params);
    rest.delete("about");
    setParams(rest, { replace: true, preventScrollReset: true });
  }

  if (kind === "order") return { about: { kind, id, name: "" }, takeOff };
  if (kind !== "product" || product.isError) return { about: null, takeOff };
  return { about: { kind, id, name: product.data?.name ?? "…" }, takeOff };
}
