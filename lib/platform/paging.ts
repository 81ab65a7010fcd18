import { z } from 'zod'

/** The two fields of every list: `limit` 1–200 (default 50) and the opaque `cursor` of the page before. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
}

export type Page<T> = { items: T[]; nextCursor: string | null }

/** Cuts the one row too many that a list asks for, and says where the next page begins. */
export function pageOf<R, T>(rows: R[], limit: number, view: (row: R) => T, cursor: (row: R) => string): Page<T> {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { items: rows.slice(0, limit).map(view), nextCursor: last ? cursor(last) : null }
}

/** The shape of a list's answer, for the document. */
export function pageView<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}
