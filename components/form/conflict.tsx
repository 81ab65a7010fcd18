'use client'

import dynamic from 'next/dynamic'
import type { ConflictProps } from './conflict-dialog'

// It is needed rarely, and then a moment later.
const ConflictDialog = dynamic(() => import('./conflict-dialog').then((m) => m.ConflictDialog), { ssr: false })

/** The choice between yours and theirs, while there is one to make. */
export function Conflict({ of }: { of: ConflictProps | null | undefined }) {
  return of ? <ConflictDialog {...of} /> : null
}
