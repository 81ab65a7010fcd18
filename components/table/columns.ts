import type { ReactNode } from 'react'

/** One column of a DataList; the first one is frozen and heads the card on a phone. */
export type ListColumn<T> = {
  key: string
  /** Already translated; also the label of the fact on a phone's card. */
  header: string
  cell: (row: T) => ReactNode
  /** Figures stand right. */
  align?: 'left' | 'right'
  /** Least width in px. */
  width?: number
  /** No wider than `width` either: chosen by the reader, what is longer is cut. */
  fixed?: boolean
  /** Not shown until the reader chooses it. */
  optional?: boolean
  /** May break over lines; for titles and notes. */
  wrap?: boolean
  /** Fades on a phone when it says nothing there. */
  wideOnly?: boolean
}
