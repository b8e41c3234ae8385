/** The short number people read out at the counter: the end of the id, which differs most between orders. */
export function orderNumber(orderId: string): string {
  return orderId.slice(-8).toUpperCase();
}
