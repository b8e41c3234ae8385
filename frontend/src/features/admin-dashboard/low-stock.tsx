import { Link } from "react-router";
import type { AdminDashboard } from "@/api/types";
import { formatCount } from "@/lib/numbers";
import { OnlineDot } from "@/presence/person-name";
import { cellClass, linkClass, numberClass, TablePanel } from "./table-panel";

const columns = [
  { name: "Product" },
  { name: "Seller" },
  { name: "Alert at", isNumber: true },
  { name: "Left", isNumber: true },
];

export function LowStock({ products }: { products: AdminDashboard["low_stock"] | undefined }) {
  return (
    <TablePanel
      title="Low stock"
      hint="The lowest first"
      columns={columns}
      rows={products}
      empty="Every product has more than its seller’s threshold."
    >
      {({ product_id, name, seller_id, seller_name, stock, low_stock_threshold }) => (
        <tr key={product_id} className="border-line border-b last:border-0">
          <th scope="row" className={cellClass}>
            <Link to={`/products/${product_id}`} className={linkClass}>
              {name}
            </Link>
          </th>
          <td className={cellClass}>
            <Link to={`/admin/users/${seller_id}`} className={linkClass}>
              {seller_name}
              <OnlineDot userId={seller_id} />
            </Link>
          </td>
          <td className={numberClass}>{formatCount(low_stock_threshold)}</td>
          <td className={numberClass}>
            <span className={stock === 0 ? "font-semibold text-danger" : "font-semibold text-accent-text"}>
              {formatCount(stock)}
            </span>
          </td>
        </tr>
      )}
    </TablePanel>
  );
}
