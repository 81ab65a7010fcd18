/** Two spellings of one SKU code: width, case and outer spaces do not tell SKUs apart. What `skus.code_key` and `order_lines.sku_key` hold. */
export function codeKey(code: string): string {
  return code.normalize('NFKC').trim().toLowerCase()
}
