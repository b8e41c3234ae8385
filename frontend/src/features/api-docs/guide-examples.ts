const productId = "65f0000000000000000000b1";

export function signInExample(origin: string): string {
  return `TOKEN=$(curl -s -X POST "${origin}/api/auth/login" -c cookies.txt \\
  -H "Content-Type: application/json" \\
  -d '{"email": "buyer@demo.com", "password": "demo123"}' \\
  | python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')

curl "${origin}/api/auth/profile" -H "Authorization: Bearer $TOKEN"`;
}

export const problemExample = JSON.stringify(
  {
    type: "urn:souk:problem:insufficient-stock",
    title: "Not enough in stock",
    status: 409,
    detail: "Only 2 of Amber Lantern left.",
    instance: "/api/orders/",
    request_id: "5f0c2a9be1d34c7f8a6b",
    product_id: productId,
    available_stock: 2,
  },
  null,
  2,
);

export function repeatExample(origin: string): string {
  return `curl -X POST "${origin}/api/orders/" --retry 3 \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Idempotency-Key: lanterns-for-the-terrace" \\
  -H "Content-Type: application/json" \\
  -d '{"products": [{"product_id": "${productId}", "quantity": 2}]}'`;
}

export function pagingExample(origin: string): string {
  return `curl "${origin}/api/products/?search=lantern&page=2&limit=10"`;
}

export function searchExample(origin: string): string {
  return `curl -G "${origin}/api/products/" -d facets=true -d limit=5 \\
  --data-urlencode "search=lantern" \\
  --data-urlencode "attribute=material:Brass" --data-urlencode "attribute=material:Copper" \\
  -d max_price=74.99`;
}

export function liveExample(origin: string): string {
  return `import { io } from "socket.io-client";

const product_ids = ["${productId}"];
const known = new Map();
const socket = io("${origin}", { transports: ["websocket", "polling"] });

function apply({ product_id, stock, seq }) {
  if (seq <= (known.get(product_id)?.seq ?? -1)) return;
  known.set(product_id, { stock, seq });
  console.log(product_id, stock);
}

socket.on("connect", async () => {
  const now = await socket.emitWithAck("watch", { product_ids });
  if (Array.isArray(now)) now.forEach(apply);
});
socket.on("stock_update", apply);`;
}

export function messageExample(origin: string): string {
  return `SELLER=$(curl -s "${origin}/api/products/?limit=1" \\
  | python3 -c 'import json, sys; print(json.load(sys.stdin)["items"][0]["seller_id"])')

curl -X POST "${origin}/api/messages/$SELLER" --retry 3 \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"body": "Is it still to be had?", "client_id": "lantern-1"}'

curl "${origin}/api/messages/$SELLER?after=0" -H "Authorization: Bearer $TOKEN"`;
}
