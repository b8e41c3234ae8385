import { useState } from "react";
import type { StockMove } from "@/api/my-products";
import type { Product } from "@/api/types";
import { Panel } from "@/components/dashboard/panel";
import { Button } from "@/components/ui/button";
import { useLiveStock } from "@/live/use-live-product";
import { StockNote } from "@/products/stock-note";
import { StockDialog } from "./stock-dialog";

/** The stock as it is now. It moves at once and by itself, apart from the form. */
export function StockPanel({ product }: { product: Product }) {
  const stock = useLiveStock(product);
  const [kind, setKind] = useState<StockMove["kind"] | null>(null);
  return (
    <Panel title="In stock now" action={<StockNote stock={stock} />}>
      <div className="flex flex-wrap gap-3">
        <Button look="outline" onClick={() => setKind("restock")}>
          Restock
        </Button>
        <Button look="outline" onClick={() => setKind("adjust")}>
          Correct
        </Button>
      </div>
      <StockDialog product={product} kind={kind} onClose={() => setKind(null)} />
    </Panel>
  );
}
