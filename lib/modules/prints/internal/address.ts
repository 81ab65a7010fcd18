import type { Address } from '@/lib/modules/orders/schema'

/** The upper line of an address; a country only where it is not this one. */
export function placeOf({ country, province, city, district, postcode }: Address): string {
  const abroad = country !== '' && !/^(CN|中国|China)$/i.test(country) ? country : ''
  return [abroad, province, city === province ? '' : city, district, postcode].filter(Boolean).join(' ')
}
