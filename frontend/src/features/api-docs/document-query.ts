import { queryOptions } from "@tanstack/react-query";
import { problemFrom, unreachable } from "@/api/problem";
import { type ApiDocument, readDocument } from "./document";
import type { Json } from "./json";

export const documentAddress = "/api/openapi.json";

/** The description that the services publish, as `scripts/openapi.py` merged it. */
export const documentQuery = queryOptions({
  queryKey: ["api-document"],
  queryFn: ({ signal }) => fetchDocument(signal),
  staleTime: Number.POSITIVE_INFINITY,
});

async function fetchDocument(signal: AbortSignal): Promise<ApiDocument> {
  const response = await fetch(documentAddress, { signal }).catch((cause: unknown) => {
    throw signal.aborted ? cause : unreachable(cause);
  });
  if (!response.ok) throw problemFrom(response, null);
  const content: Json = await response.json();
  return readDocument(content);
}
