import type { Actor } from '@/lib/platform/door/actor'

export async function undoPages(_actor: Actor, _importId: string): Promise<void> {}
