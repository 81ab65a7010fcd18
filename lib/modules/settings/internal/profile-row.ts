import { emptyProfile, type ProfileView, profileFields } from '@/lib/modules/settings/schema'
import type { Context } from '@/lib/platform/door/context'

const aad = 'companies|profile'

/** Lies sealed: it names people and how to reach them. */
export async function readProfile(ctx: Context): Promise<ProfileView> {
  const row = await ctx.db.selectFrom('companies').select(['profile', 'version']).executeTakeFirstOrThrow()
  const kept = row.profile ? JSON.parse((await ctx.crypt()).open(aad, row.profile)) : {}
  return { ...emptyProfile, ...kept, version: row.version }
}

export async function writeProfile(ctx: Context, profile: Omit<ProfileView, 'version'>): Promise<void> {
  const kept = Object.fromEntries(Object.keys(profileFields).map((key) => [key, profile[key as keyof typeof profile]]))
  const crypt = await ctx.crypt()
  await ctx.db
    .updateTable('companies')
    .set((eb) => ({ profile: crypt.seal(aad, JSON.stringify(kept)), version: eb('version', '+', 1) }))
    .execute()
}
