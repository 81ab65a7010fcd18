import { codeKey } from '@/lib/modules/catalog/code-key'
import { type Hit, mostFound } from '@/lib/modules/settings/number-sets'
import type { Context } from '@/lib/platform/door/context'

/** A SKU goes by its code, by those it had before, and by its barcodes. */
const skus = `
  with n as materialized (select * from unnest($2::text[], $3::text[]) with ordinality as u(word, key, n)),
  named as (
    select n.n, s.id, s.product_id from n join skus s on s.tenant_id = $1 and s.code_key = n.key
    union select n.n, s.id, s.product_id from n join sku_aliases a on a.tenant_id = $1 and a.code_key = n.key
                 join skus s on s.tenant_id = $1 and s.id = a.sku_id
    union select n.n, s.id, s.product_id from n join sku_barcodes b on b.tenant_id = $1 and b.barcode = n.word
                 join skus s on s.tenant_id = $1 and s.id = b.sku_id)`

const valuesOf = (numbers: readonly string[]) => [numbers, numbers.map(codeKey)]

/** The SKUs that pasted codes and barcodes mean. */
export function skusByNumbers(ctx: Context, numbers: readonly string[]): Promise<Hit[]> {
  return ctx.sql<Hit>(
    `${skus} select n::int as n, id from named order by n, id limit ${mostFound + 1}`,
    valuesOf(numbers),
    'skus-by-numbers',
  )
}

/** The products that pasted codes mean: their own, and codes and barcodes of their SKUs. */
export function productsByNumbers(ctx: Context, numbers: readonly string[]): Promise<Hit[]> {
  return ctx.sql<Hit>(
    `${skus}, found as (
       select n, product_id as id from named
       union select n.n, p.id from n join products p on p.tenant_id = $1 and p.code_key = n.key and n.key <> '')
     select n::int as n, id from found order by n, id limit ${mostFound + 1}`,
    valuesOf(numbers),
    'products-by-numbers',
  )
}
