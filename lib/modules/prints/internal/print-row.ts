import type { PaperKind } from '@/lib/modules/prints/states'

/** One row of the log, as the paper is drawn of it. */
export type PrintRow = { kind: PaperKind; subject_id: string; reference: string; copy: number; copies: number }
