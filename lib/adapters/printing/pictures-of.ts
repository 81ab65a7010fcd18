import type { Draw } from '@/lib/adapters/printing/pdf-of'
import { Sheet } from '@/lib/adapters/printing/sheet'
import { SvgPen } from '@/lib/adapters/printing/svg-pen'

/** The pages of a paper as pictures (SVG), drawn by what draws the PDF. */
export function picturesOf(draw: Draw): string[] {
  const pen = new SvgPen()
  draw(new Sheet(pen))
  return pen.pages
}
