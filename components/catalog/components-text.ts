export type Component = { skuCode: string; quantity: number }

/** What a bundle is made of, as people write it: CUP×2, POT. */
export function textOf(components: readonly Component[]): string {
  return components.map(({ skuCode, quantity }) => (quantity === 1 ? skuCode : `${skuCode}×${quantity}`)).join(', ')
}

export function componentsOf(text: string): Component[] {
  return text
    .split(/[,，、;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, skuCode = part, quantity = '1'] = /^(.+?)\s*[×*]\s*(\d+)$/.exec(part) ?? []
      return { skuCode: skuCode.trim(), quantity: Number(quantity) }
    })
}
