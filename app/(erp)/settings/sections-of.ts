import { type SettingsSection, settingsSections } from '@/components/settings/sections'
import { type Actor, may, seesAll } from '@/lib/platform/door/actor'

/** Each part only to who may call the use case behind it; the audit trail speaks of every shop and warehouse. */
export function sectionsOf(actor: Actor): SettingsSection[] {
  return settingsSections.filter(({ key, permission }) => may(actor, permission) && (key !== 'audit' || seesAll(actor)))
}
