const actions = {
  'order.review': 'review',
  'order.set-flags': 'setFlags',
  'order.set-tags': 'setTags',
  'order.assign': 'assign',
  'rule.rerun': 'rerun',
  'rule.rerun-routing': 'rerunRouting',
  'product.discontinue': 'discontinue',
  'product.activate': 'activate',
  'product.set-category': 'setCategory',
  'fulfilment.block': 'block',
  'fulfilment.unblock': 'unblock',
  'fulfilment.move': 'move',
  'reject.replay': 'replay',
  'reject.dismiss': 'dismiss',
  'customer.update': 'group',
  'alert.snooze': 'snooze',
  'alert.settle': 'settle',
} as const
type Known = keyof typeof actions

/** A job of an action that is no longer offered still opens, under the action's own name. */
export const isKnown = (action: string): action is Known => Object.hasOwn(actions, action)
export const keyOf = (action: Known) => actions[action]

const pages: Readonly<Record<string, string>> = {
  order: '/orders',
  rule: '/orders',
  product: '/products',
  customer: '/customers',
}

/** Where a row of the job leads; none where its kind has no page of its own. A parcel is found by its number. */
export function hrefOf(action: string, targetId: string, label: string): string | null {
  const [kind = ''] = action.split('.')
  if (kind === 'fulfilment') return `/orders?state=all&q=${encodeURIComponent(label)}`
  const page = pages[kind]
  return page ? `${page}/${targetId}` : null
}
