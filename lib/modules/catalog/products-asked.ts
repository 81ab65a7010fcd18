import { isAmount } from '@/lib/kernel/money'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { knownParams } from '@/lib/platform/known-params'

/** What an address of the list of products asks for, but for its page. */
export function productsAsked(
  given: Readonly<Record<string, string | string[] | undefined>>,
  currency: string,
): Record<string, string> {
  const { limit: _limit, cursor: _cursor, ...params } = knownParams(listProducts.input, given)
  // An amount that the currency does not have, typed into the address by hand, narrows nothing.
  const known = Object.entries(params).filter(([name, text]) => !name.startsWith('price') || isAmount(text, currency))
  const category = [given.category].flat()[0]
  return { ...Object.fromEntries(known), ...(category && { categoryId: category }) }
}
