import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { searchTerms } from '@/lib/modules/catalog/internal/search-grams'
import { productHaystack, skuHaystack } from '@/lib/modules/catalog/internal/search-texts'

const place = z.tuple([z.string().regex(/^[\d-]{10,14} [\d:.]{8,15}(\+00)?$/), z.uuid()])

type Search = {
  kind: 'product' | 'sku'
  columns: string
  /** Conditions over the row (`p` or `s`); `bind` makes a value a parameter. */
  where: (bind: (value: unknown) => string) => (string | undefined)[]
  q: string | undefined
  /** Whole grams that must be there, beside those of `q`. */
  marks?: readonly string[]
  cursor: string | undefined
  limit: number
}

/** A SKU is found by the grams of its product, which hold those of all its SKUs; the check of its own text does the rest. */
const of = {
  product: { row: 'p', table: 'products', product: 'p.id', haystack: productHaystack },
  sku: { row: 's', table: 'skus', product: 's.product_id', haystack: skuHaystack },
}

/**
 * One page, newest first. A search joins the gram table by equality once per gram, puts what matches in sequence and
 * reads the texts of only as many as fill the page: the fence (`offset 0`) keeps the costly check outside the sort.
 * `placed` is the instant to the microsecond, for the cursor.
 */
export function searchSql({ kind, columns, where, q, marks = [], cursor, limit }: Search): {
  text: string
  values: unknown[]
} {
  const { row, table, product, haystack } = of[kind]
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value) + 1}`
  const terms = searchTerms(q ?? '')
  const joins = [...marks, ...terms.grams].map((gram, i) => {
    const g = `g${i}`
    return `join product_grams ${g} on ${g}.tenant_id = $1 and ${g}.gram = ${bind(gram)} and ${g}.product_id = ${product}`
  })
  const conditions = [`${row}.tenant_id = $1`, ...where(bind), cursor && before(row, cursor, bind)].filter(Boolean)
  const found = `select ${row}.* from ${table} ${row} ${joins.join(' ')}
    where ${conditions.join(' and ')} order by ${row}.created_at desc, ${row}.id desc`
  const words = terms.words.map((word) => `position(${bind(word)} in h.text) > 0`)
  const checked =
    words.length > 0 ? `cross join lateral (select ${haystack} as text offset 0) h where ${words.join(' and ')}` : ''
  const text = `select ${columns}, (${row}.created_at at time zone 'UTC')::text as placed from (${found} offset 0) ${row} ${checked}
    order by ${row}.created_at desc, ${row}.id desc limit ${bind(limit + 1)}`
  return { text, values }
}

export function cursorOf({ placed, id }: { placed: string; id: string }): string {
  return encodeCursor([placed, id])
}

function before(row: string, cursor: string, bind: (value: unknown) => string): string {
  const [placed, id] = decodeCursor(cursor, place)
  return `(${row}.created_at, ${row}.id) < (${bind(placed)}::timestamp at time zone 'UTC', ${bind(id)}::uuid)`
}
