import type { Face } from '@/lib/adapters/printing/fonts'

export type Box = { x: number; y: number; width: number; height: number }

/** Puts marks on paper, whatever it is made of; measures are points from the upper left corner. */
export type Pen = {
  page(width: number, height: number): void
  /** `y` is the upper edge of the line. */
  write(text: string, at: { face: Face; x: number; y: number; width: number; size: number; white: boolean }): void
  line(x: number, y: number, width: number): void
  frame(box: Box): void
  fill(boxes: readonly Box[]): void
}
