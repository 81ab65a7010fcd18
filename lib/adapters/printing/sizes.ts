import type { Size } from '@/lib/adapters/printing/sheet'

/** Papers by name, in millimetres. */
export const sizes = {
  '100x150': [100, 150],
  '76x130': [76, 130],
  a6: [105, 148],
  a4: [210, 297],
} as const satisfies Record<string, Size>

export const skuSticker: Size = [50, 30]
export const binSticker: Size = [70, 40]
