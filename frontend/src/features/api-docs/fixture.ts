import type { JsonObject } from "./json";

const id = { type: "string", pattern: "^[0-9a-f]{24}$" };
const line = {
  type: "object",
  required: ["product_id", "quantity"],
  properties: {
    product_id: id,
    quantity: { type: "integer", minimum: 1, maximum: 100_000 },
    price: { anyOf: [{ type: "number", multipleOf: 0.01, minimum: 0.01 }, { type: "null" }] },
  },
};
const order = {
  type: "object",
  required: ["id", "status", "product_list"],
  properties: {
    id,
    status: { type: "string", enum: ["placed", "cancelled"] },
    product_list: { type: "array", items: { $ref: "#/components/schemas/Line" } },
  },
};
const orderIn = {
  type: "object",
  properties: {
    products: {
      anyOf: [
        { type: "array", minItems: 1, maxItems: 100, items: { $ref: "#/components/schemas/Line" } },
        { type: "null" },
      ],
    },
  },
};
const category = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 1 },
    within: { $ref: "#/components/schemas/Category" },
  },
};

/** Two groups, three operations; `Category` holds itself. */
export const fixture: JsonObject = {
  openapi: "3.1.0",
  info: { title: "Souk", version: "9.9.9" },
  paths: {
    "/api/products/": {
      get: {
        tags: ["products"],
        operationId: "listProducts",
        description: "Products on sale.",
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100, default: 20 } },
        ],
        responses: { "200": { description: "Successful Response" } },
        "x-roles": ["anyone"],
      },
    },
    "/api/products/{product_id}/restock": {
      post: {
        tags: ["products"],
        operationId: "restockProduct",
        description:
          "More of `stock`.\n\nRaises:\n    NotFound: it is not\n        yours.\n    Conflict: it is off sale.",
        parameters: [{ name: "product_id", in: "path", required: true, schema: id }],
        responses: { "204": { description: "Successful Response" } },
        "x-roles": ["seller", "admin"],
      },
    },
    "/api/orders/": {
      post: {
        tags: ["orders"],
        operationId: "placeOrder",
        description: "Buy.",
        parameters: [{ name: "Idempotency-Key", in: "header", schema: { type: "string" } }],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/OrderIn" } } },
        },
        responses: {
          "201": {
            description: "Successful Response",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
          },
          default: { description: "A problem" },
        },
        "x-roles": ["buyer"],
      },
    },
  },
  components: { schemas: { Line: line, Order: order, OrderIn: orderIn, Category: category } },
};
