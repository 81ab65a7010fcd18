/** An item and its variation as one key, as listings and order lines keep it; '' where a line says none. */
export function itemKey(itemId: string | undefined, variationId: string | undefined): string {
  return itemId ? `${itemId}/${variationId ?? ''}` : ''
}
