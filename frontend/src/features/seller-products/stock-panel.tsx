import type { StockMove } from "@/api/my-products";
import type { Product } from "@/api/types";
import { Panel } from "@/components/dashboard/panel";
import { Button } from "@/components/ui/button";
import { useLiveStock } from "@/live/use-live-product";
import { StockNote } from "@/products/stock-note";

interface StockPanelProps {
  product: Product;
  onMove: (kind: StockMove["kind"]) => void;
}

/** The stock as it is now. It moves at once and by itself, apart from the form. */
export function StockPanel({ product, onMove }: StockPanelProps) {
  const stock = useLiveStock(product);
  return (
    <Panel title="In stock now" action={<StockNote stock={stock} />}>
      <div className="flex flex-wrap gap-3">
        <Button look="outline" onClick={() => onMove("restock")}>
          Restock
        </Button>
        <Button look="outline" onClick={() => onMove("adjust")}>
          Correct
        </Button>
      </div>
    </Panel>
  );
}
