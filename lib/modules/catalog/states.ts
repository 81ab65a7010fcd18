import { transitions } from '@/lib/kernel/states'

export const productStatuses = ['draft', 'active', 'discontinued'] as const
export type ProductStatus = (typeof productStatuses)[number]

export const productStates = transitions({
  draft: ['active', 'discontinued'],
  active: ['discontinued'],
  discontinued: ['active'],
})
