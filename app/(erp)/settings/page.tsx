import { forbidden, redirect } from 'next/navigation'
import { requireActor } from '@/lib/platform/entrance/page'
import { sectionsOf } from './sections-of'

export default async function SettingsPage() {
  const actor = await requireActor()
  const [first] = sectionsOf(actor)
  return first ? redirect(first.href) : forbidden()
}
