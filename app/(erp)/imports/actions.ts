'use server'

import { cancelImport } from '@/lib/modules/exchange/cancel-import'
import { startImport } from '@/lib/modules/exchange/start-import'
import { undoImport } from '@/lib/modules/exchange/undo-import'
import { act } from '@/lib/platform/entrance/action'

export async function startImportAction(input: unknown) {
  return act(startImport, input)
}

export async function cancelImportAction(input: unknown) {
  return act(cancelImport, input)
}

export async function undoImportAction(input: unknown) {
  return act(undoImport, input)
}
