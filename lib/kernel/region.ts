/** Endings by which a province's name is written long: 浙江省, 上海市, 广西壮族自治区, 香港特别行政区. */
const endings = /(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$/

/** One name for one region, however a channel writes it: 浙江省 and 浙江, ' california' and 'California'. */
export function regionKey(name: string): string {
  const plain = name.normalize('NFKC').trim().toLowerCase()
  const short = plain.replace(endings, '')
  return short === '' ? plain : short
}

export type Region = { readonly province: string; readonly rank: number }

/** How near a region is, the lower the nearer; undefined for one that the list does not name. */
export function regionRank(regions: readonly Region[], province: string): number | undefined {
  const key = regionKey(province)
  if (key === '') return undefined
  const ranks = regions.filter((r) => regionKey(r.province) === key).map((r) => r.rank)
  return ranks.length > 0 ? Math.min(...ranks) : undefined
}

const longEndings = ['', '特别行政区', '壮族自治区', '回族自治区', '维吾尔自治区', '自治区', '省', '市']

/** All that `regionKey` takes for this region: for a comparison that the database makes, with names in lower case and trimmed. */
export function regionSpellings(name: string): string[] {
  const key = regionKey(name)
  return key === '' ? [] : longEndings.map((ending) => key + ending)
}
