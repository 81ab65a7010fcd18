import { forbidden, redirect } from 'next/navigation'
import { sectionsOf } from '@/components/settings/sections'
import { requireActor } from '@/lib/platform/entrance/page'

export default async function SettingsPage() {
  const actor = await requireActor()
  const [first] = sectionsOf(actor)
  return first ? redirect(first.href) : forbidden()
}
