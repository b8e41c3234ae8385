import { Link } from "react-router";
import type { AdminDashboard } from "@/api/types";
import { formatPrice } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { OnlineDot } from "@/presence/person-name";
import { cellClass, linkClass, numberClass, TablePanel } from "./table-panel";

const columns = [
  { name: "Seller" },
  { name: "Orders", isNumber: true },
  { name: "Items", isNumber: true },
  { name: "Revenue", isNumber: true },
];

export function TopSellers({ sellers }: { sellers: AdminDashboard["top_sellers"] | undefined }) {
  return (
    <TablePanel
      title="Top sellers"
      hint="By revenue"
      columns={columns}
      rows={sellers}
      empty="Nothing was sold in these days."
    >
      {({ seller_id, name, orders, units, revenue }) => (
        <tr key={seller_id} className="border-line border-b last:border-0">
          <th scope="row" className={cellClass}>
            <Link to={`/admin/users/${seller_id}`} className={linkClass}>
              {name}
              <OnlineDot userId={seller_id} />
            </Link>
          </th>
          <td className={numberClass}>{formatCount(orders)}</td>
          <td className={numberClass}>{formatCount(units)}</td>
          <td className={numberClass}>{formatPrice(revenue)}</td>
        </tr>
      )}
    </TablePanel>
  );
}
