export const paperKinds = ['label', 'packing_slip', 'pick_list', 'count_sheet', 'sku_label', 'bin_label'] as const
export type PaperKind = (typeof paperKinds)[number]

export const labelSizes = ['100x150', '76x130', 'a6'] as const
export const slipSizes = ['a4', '100x150'] as const
export const paperLanguages = ['zh-CN', 'en'] as const

/** Why the same paper comes out again. */
export const reprintReasons = ['jam', 'damaged', 'lost', 'changed'] as const
export type ReprintReason = (typeof reprintReasons)[number]

/** Why a number is not used. */
export const voidReasons = ['damaged', 'wrong_carrier', 'address_changed', 'cancelled', 'lost'] as const

/** Why one paper of many is not printed; the others are. */
export const printRefusals = [
  'not_found',
  'cancelled',
  'blocked',
  'held',
  'left',
  'no_address',
  'unprintable',
  'no_carrier',
  'no_numbers',
  'reprint',
] as const
export type PrintRefusal = (typeof printRefusals)[number]

/** Who printed fetches the file within this time; afterwards it is printed again, as a reprint. */
export const fileMinutes = 15

/** As many papers as one file holds. */
export const mostPapers = 500
