import { forbidden, redirect } from 'next/navigation'
import { settingsSections } from '@/components/settings/sections'
import { may } from '@/lib/platform/door/actor'
import { requireActor } from '@/lib/platform/entrance/page'

export default async function SettingsPage() {
  const actor = await requireActor()
  const first = settingsSections.find((section) => may(actor, section.permission))
  return first ? redirect(first.href) : forbidden()
}
