'use server'

import { createWaybillPool } from '@/lib/modules/prints/create-waybill-pool'
import { previewPrint } from '@/lib/modules/prints/preview-print'
import { setPrintSettings } from '@/lib/modules/prints/set-print-settings'
import { updateWaybillPool } from '@/lib/modules/prints/update-waybill-pool'
import { voidWaybill } from '@/lib/modules/prints/void-waybill'
import { act } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function createPoolAction(input: unknown) {
  return quiet(await act(createWaybillPool, input))
}

export async function updatePoolAction(input: unknown) {
  return quiet(await act(updateWaybillPool, input))
}

export async function voidWaybillAction(input: unknown) {
  return quiet(await act(voidWaybill, input))
}

export async function setPrintSettingsAction(input: unknown) {
  return act(setPrintSettings, input)
}

export async function previewPrintAction(input: unknown) {
  return act(previewPrint, input)
}
