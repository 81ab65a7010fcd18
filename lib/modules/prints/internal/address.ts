import type { Address } from '@/lib/modules/orders/schema'

const here = /^(CN|中国|China)$/i
const chinese = /^(CN|HK|MO|TW|中国|China|香港|澳门|台湾|中国香港|中国澳门|中国台湾)$/i

/** The upper line of an address; a country only where it is not this one. */
export function placeOf({ country, province, city, district, postcode }: Address): string {
  const abroad = country !== '' && !here.test(country) ? country : ''
  return [abroad, province, city === province ? '' : city, district, postcode].filter(Boolean).join(' ')
}

/** Whether who lives there reads Chinese; without a country it is this one. */
export const readsChinese = (address: Address | null) => !address?.country || chinese.test(address.country)
