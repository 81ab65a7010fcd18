/** A module may import only modules to its left; to the right it speaks by events. */
export const moduleOrder = [
  'settings',
  'catalog',
  'customers',
  'marketing',
  'inventory',
  'purchasing',
  'orders',
  'logistics',
  'warehouse',
  'aftersales',
  'service',
  'channels',
  'finance',
  'reports',
  'dispatch',
  'openapi',
] as const
