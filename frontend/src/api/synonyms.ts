import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { PreviewInput, SynonymGroup, SynonymImport, SynonymImportResult, SynonymQuery } from "./types";

/** All that an admin knows of synonyms begins with this key. */
export const synonymsKey = ["me", "admin", "synonyms"];

export function synonymsQuery(query: SynonymQuery) {
  return queryOptions({
    queryKey: [...synonymsKey, "list", query],
    queryFn: ({ signal }) => read(api.GET("/api/admin/synonyms", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** What a search finds now, and with other groups. Until that is known, it is what was found for the question before. */
export function previewQuery(body: PreviewInput) {
  return queryOptions({
    queryKey: [...synonymsKey, "preview", body],
    queryFn: ({ signal }) => read(api.POST("/api/admin/synonyms/preview", { body, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Adds a group, or with an id gives that one other words. */
export function saveSynonyms(group_id: string | null, words: string[]): Promise<SynonymGroup> {
  const body = { words };
  if (group_id === null) return read(api.POST("/api/admin/synonyms", { body }));
  return read(api.PUT("/api/admin/synonyms/{group_id}", { params: { path: { group_id } }, body }));
}

export function removeSynonyms(group_id: string): Promise<unknown> {
  return read(api.DELETE("/api/admin/synonyms/{group_id}", { params: { path: { group_id } } }));
}

/** A dry run says what would happen, and does nothing. */
export function importSynonyms(body: SynonymImport): Promise<SynonymImportResult> {
  return read(api.POST("/api/admin/synonyms/import", { body }));
}

/** All groups, a line each. */
export function readSynonymsFile(): Promise<Blob> {
  return read(api.GET("/api/admin/synonyms/export", { parseAs: "blob" }));
}
