import type { RuleNames } from '@/components/rules/drafts'
import type { Option } from '@/components/ui/select'
import { listTags } from '@/lib/modules/orders/list-tags'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { tryLoad } from '@/lib/platform/entrance/page'
import { allCategories } from '../../all-categories'

type Named = { code: string; name: string; status?: string }

export type RuleWorld = {
  names: RuleNames
  shops: Option[]
  categories: Option[]
  warehouses: Option[]
  currencies: string[]
  tags: string[]
}

/** What rules may name, as far as the reader may see it. */
export async function loadRuleWorld(english: boolean): Promise<RuleWorld> {
  const [shops, warehouses, categories, tags] = await Promise.all([
    tryLoad(listShops, { limit: 200 }),
    tryLoad(listWarehouses, { limit: 200 }),
    allCategories(),
    tryLoad(listTags, {}),
  ])
  const shopRows = shops.ok ? shops.value.items : []
  const places = warehouses.ok ? warehouses.value.items : []
  const groups = categories.map(({ code, nameZh, nameEn }) => ({
    code,
    name: (english && nameEn) || nameZh,
  }))
  return {
    names: {
      shops: byKey(shopRows),
      categories: byKey(groups),
      warehouses: Object.fromEntries(places.map(({ code, name }) => [code, name])),
    },
    shops: shopRows.map(optionOf),
    categories: groups.map(optionOf),
    warehouses: places.filter(({ status }) => status === 'active').map(optionOf),
    tags: tags.ok ? tags.value.items.map(({ name }) => name) : [],
    currencies: [...new Set(shopRows.map(({ currency }) => currency))],
  }
}

const byKey = (rows: readonly Named[]) => Object.fromEntries(rows.map(({ code, name }) => [code.toLowerCase(), name]))
const optionOf = ({ code, name }: Named): Option => ({ value: code, label: name, hint: code })
