import type { To } from "react-router";
import { formatPrice } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { StatGrid, StatTile } from "./stat-tile";
import type { Trade } from "./trade-content";

const figures = [
  { name: "revenue", label: "Revenue", format: formatPrice },
  { name: "orders", label: "Orders", format: formatCount },
  { name: "units", label: "Items sold", format: formatCount },
  { name: "average_order", label: "Average order", format: formatPrice },
] as const;

/** What was sold, each figure against the period before. */
export function TradeTiles({ trade }: { trade: Trade | undefined }) {
  return (
    <StatGrid label="Sales">
      {figures.map(({ name, label, format }) => (
        <StatTile
          key={name}
          label={label}
          value={trade ? format(trade.totals[name]) : null}
          compare={trade && { now: trade.totals[name], before: trade.before[name] }}
        />
      ))}
    </StatGrid>
  );
}

interface StockTilesProps {
  inventory: Trade["inventory"] | undefined;
  /** Where the products that run low, and those that ran out, are listed. */
  lowTo?: To;
  outTo?: To;
}

/** What is on the shelves now, whatever the period. */
export function StockTiles({ inventory, lowTo, outTo }: StockTilesProps) {
  const { value, products, low_stock, out_of_stock } = inventory ?? {};
  return (
    <StatGrid label="Stock">
      <StatTile
        label="Stock value"
        value={value === undefined ? null : formatPrice(value)}
        note={products === 1 ? "One product on sale" : `${formatCount(products ?? 0)} products on sale`}
      />
      <StatTile
        label="Running low"
        value={low_stock === undefined ? null : formatCount(low_stock)}
        note={low_stock === 1 ? "product to order soon" : "products to order soon"}
        tone={low_stock ? "warning" : "plain"}
        to={lowTo}
      />
      <StatTile
        label="Out of stock"
        value={out_of_stock === undefined ? null : formatCount(out_of_stock)}
        note={out_of_stock === 1 ? "product cannot be bought" : "products cannot be bought"}
        tone={out_of_stock ? "warning" : "plain"}
        to={outTo}
      />
    </StatGrid>
  );
}
