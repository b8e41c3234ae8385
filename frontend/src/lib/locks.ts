/**
 * Runs `work` while no other tab of this shop runs work of the same name.
 * Where the browser has no locks (plain HTTP on another host) it runs at once.
 */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!("locks" in navigator) || !navigator.locks) return work();
  return await navigator.locks.request(`souk-${name}`, work);
}
