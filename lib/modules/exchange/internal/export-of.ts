import { z } from 'zod'
import { writeCsv } from '@/lib/adapters/files/csv-writer'
import { type Cell, writeXlsx } from '@/lib/adapters/files/xlsx-writer'
import { refuse } from '@/lib/kernel/refusal'
import { cellOf, headingOf } from '@/lib/modules/exchange/internal/export-cells'
import { inTenant } from '@/lib/platform/db/transaction'
import { type Actor, may } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import type { Query } from '@/lib/platform/door/use-case'
import { FileAnswer } from '@/lib/platform/files/answer'
import { LOCALES, type Locale } from '@/lib/platform/i18n/locales'
import type { Page } from '@/lib/platform/paging'

/** A field of the row under its own name, or what is made of the row under that name; names are headings in `exchange.columns`. */
export type Column<T> = (keyof T & string) | readonly [key: string, of: (row: T, locale: Locale) => unknown]

type Filters = z.ZodObject<{ limit: z.ZodType<number>; cursor: z.ZodType<string | undefined> } & z.ZodRawShape>

type Export<S extends Filters, T> = {
  readonly name: string
  readonly path: `/${string}`
  /** What the file is called. */
  readonly file: string
  readonly list: Query<S, Page<T>>
  /** The filters that the list cannot do without, as the API's documentation shows them. */
  readonly example?: Readonly<Record<string, string>>
}

type OfItems<T> = { readonly columns: readonly Column<NoInfer<T>>[] }

type OfRows<T, R> = {
  /** What a page of the list is written as, where that is not its items; in the same transaction. */
  readonly rows: (ctx: Context, items: readonly NoInfer<T>[]) => Promise<readonly R[]>
  readonly columns: readonly Column<NoInfer<R>>[]
}

/** Larger than a screen's page: fewer questions for a long list, and still little in memory. */
const pageRows = 500

const formats = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/**
 * A list as a file: the list's own reading with its filters, scope and masks, page by page, each in a transaction of its own, so
 * that a long one holds nothing open. Who takes it, and by which filters, is written down before the first row leaves.
 */
export function exportOf<S extends Filters, T>(def: Export<S, T> & OfItems<T>) {
  return exportRowsOf<S, T, T>({ ...def, rows: (_ctx, items) => Promise.resolve(items) })
}

/** The same, where a row of the list is several of the file, or says more there. */
export function exportRowsOf<S extends Filters, T, R>({
  name,
  path,
  file,
  list,
  rows,
  columns,
  example,
}: Export<S, T> & OfRows<T, R>) {
  const { limit: _limit, cursor: _cursor, ...filters } = list.input.shape as z.ZodRawShape
  return {
    name,
    summary: `${list.summary}: as a file`,
    http: { method: 'GET' as const, path },
    remembered: false,
    input: z.strictObject({
      ...filters,
      format: z.enum(['csv', 'xlsx']).default('csv'),
      locale: z.enum(LOCALES).default('zh-CN'),
    }),
    example: { ...example, format: 'xlsx' },
    async run(ctx: Context, input: { format: 'csv' | 'xlsx'; locale: Locale } & Record<string, unknown>) {
      const { format, locale, ...given } = input
      if (!may(ctx.actor, list.name)) refuse('forbidden', { permission: list.name })
      const page = (at: Context, cursor: string | undefined, limit: number) =>
        list.within(at, { ...given, limit, cursor } as unknown as z.output<S>)
      // Asked once before anything is sent: what the list refuses must be an answer and no broken file.
      await page(ctx, undefined, 1)
      const asked = Object.entries(given).filter(([, value]) => value !== undefined)
      ctx.tell({ format, filters: asked.map(([field]) => field) })
      const { actor, now, tenant } = ctx
      const header = columns.map((column) => headingOf(typeof column === 'string' ? column : column[0], locale))
      const cells = (row: R): Cell[] =>
        columns.map((column) =>
          typeof column === 'string'
            ? cellOf(column, row[column], tenant.timeZone)
            : cellOf(column[0], column[1](row, locale), tenant.timeZone),
        )
      async function* read(): AsyncGenerator<readonly Cell[]> {
        for (let cursor: string | undefined, more = true; more; ) {
          const { items, next } = await inContext(actor, now, async (at) => {
            const found = await page(at, cursor, pageRows)
            return { items: await rows(at, found.items), next: found.nextCursor }
          })
          for (const item of items) yield cells(item)
          more = next !== null
          cursor = next ?? undefined
        }
      }
      return new FileAnswer({
        name: `${file}-${now.toISOString().slice(0, 10)}.${format}`,
        type: formats[format],
        body: () => (format === 'csv' ? writeCsv(header, read()) : writeXlsx(header, read())),
      })
    },
  }
}

function inContext<V>(actor: Actor, now: Date, work: (ctx: Context) => Promise<V>): Promise<V> {
  return inTenant(actor.tenantId, 'read', (client) => work(new Context(client, actor, now)))
}
