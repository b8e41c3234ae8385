/** A query whose last day is not before its first: the two are exchanged when they are. */
export function daysInOrder<Q extends { from?: string; to?: string }>(query: Q): Q {
  const { from, to } = query;
  return from && to && from > to ? { ...query, from: to, to: from } : query;
}
