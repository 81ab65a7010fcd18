import type { Tone } from '@/components/ui/tone'

type Look = { tone: Tone; outline?: boolean; struck?: boolean }

/** One colour per meaning, in lists, details and charts alike. */
export const orderStateLook = {
  pending_review: { tone: 'amber' },
  awaiting_contact: { tone: 'amber', outline: true },
  approved: { tone: 'blue', outline: true },
  invalid: { tone: 'grey', struck: true },
  awaiting_purchase: { tone: 'orange' },
  awaiting_shipment: { tone: 'blue' },
  shipped: { tone: 'teal' },
  delivered: { tone: 'green' },
  cancelled: { tone: 'grey' },
} satisfies Record<string, Look>

export const fulfilmentStateLook = {
  waiting: { tone: 'orange' },
  allocated: { tone: 'blue', outline: true },
  released: { tone: 'blue' },
  picking: { tone: 'blue' },
  packed: { tone: 'teal', outline: true },
  shipped: { tone: 'teal' },
  delivered: { tone: 'green' },
  cancelled: { tone: 'grey' },
} satisfies Record<string, Look>

export type OrderStateName = keyof typeof orderStateLook
export type FulfilmentStateName = keyof typeof fulfilmentStateLook
