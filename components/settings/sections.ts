/** The parts of the settings, in the order they are shown. */
export const settingsSections = [
  { key: 'company', href: '/settings/company', permission: 'company.get' },
  { key: 'start', href: '/settings/start', permission: 'setup-plan.get' },
  { key: 'members', href: '/settings/members', permission: 'member.list' },
  { key: 'roles', href: '/settings/roles', permission: 'role.list' },
  { key: 'shops', href: '/settings/shops', permission: 'shop.list' },
  { key: 'warehouses', href: '/settings/warehouses', permission: 'warehouse.list' },
  { key: 'rules', href: '/settings/rules', permission: 'rule.sets' },
  { key: 'tags', href: '/settings/tags', permission: 'tag.update' },
  { key: 'apiKeys', href: '/settings/api-keys', permission: 'api-key.list' },
  { key: 'webhooks', href: '/settings/webhooks', permission: 'webhook.list' },
  { key: 'feedback', href: '/settings/feedback', permission: 'feedback.list' },
  { key: 'audit', href: '/settings/audit', permission: 'audit.list' },
] as const

export type SettingsSection = (typeof settingsSections)[number]
