export const paperKinds = [
  'label',
  'packing_slip',
  'pick_list',
  'wave_summary',
  'count_sheet',
  'hand_over',
  'carton_mark',
  'sku_label',
  'bin_label',
  'command_sheet',
] as const
export type PaperKind = (typeof paperKinds)[number]

export const labelSizes = ['100x150', '76x130', 'a6'] as const
export const slipSizes = ['a4', '100x150'] as const
export const paperLanguages = ['zh-CN', 'en'] as const
export type PaperLanguage = (typeof paperLanguages)[number]
/** receiver: Chinese for addresses in China, English for all others. */
export const languageChoices = [...paperLanguages, 'receiver'] as const

/** What a label and a packing slip are made of, in the sequence a company starts with. */
export const labelBlocks = ['carrier', 'tracking', 'receiver', 'sender', 'parcel', 'goods'] as const
export const slipBlocks = [
  'receiver',
  'orders',
  'warehouse',
  'tracking',
  'goods',
  'total',
  'buyerNotes',
  'closing',
] as const
export type LabelBlock = (typeof labelBlocks)[number]
export type SlipBlock = (typeof slipBlocks)[number]
export const blocksOf = { label: labelBlocks, slip: slipBlocks } as const
export type TemplateKind = keyof typeof blocksOf
/** Without these a label is none: nobody knows whose it is or where it goes. They are moved, never left out. */
export const neededBlocks: Readonly<Record<TemplateKind, readonly string[]>> = {
  label: ['tracking', 'receiver'],
  slip: ['goods'],
}

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
  'no_parcel',
  'reprint',
] as const
export type PrintRefusal = (typeof printRefusals)[number]

/** Who printed fetches the file within this time; afterwards it is printed again, as a reprint. */
export const fileMinutes = 15

/** As many papers as one file holds. */
export const mostPapers = 500
