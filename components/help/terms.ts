/** The words of the glossary by subject; their names and meanings are in messages/…/help.json. */
export const termGroups = {
  orders: [
    'rawOrder',
    'order',
    'review',
    'contact',
    'hold',
    'allocation',
    'fulfilment',
    'split',
    'merge',
    'block',
    'presale',
  ],
  goods: ['product', 'sku', 'bundle', 'listing', 'mapping'],
  stock: ['onHand', 'reserved', 'available', 'inTransit', 'safetyStock', 'movement', 'adjustment', 'costLayer', 'bin', 'pool', 'assembly'],
  people: ['company', 'member', 'role', 'scope', 'secondFactor', 'audit', 'apiKey'],
} as const
