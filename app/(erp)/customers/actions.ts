'use server'

import { createCustomer } from '@/lib/modules/customers/create-customer'
import { revealCustomer } from '@/lib/modules/customers/reveal-customer'
import { updateCustomer } from '@/lib/modules/customers/update-customer'
import { act } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function createCustomerAction(input: unknown) {
  return quiet(await act(createCustomer, input))
}

export async function updateCustomerAction(input: unknown) {
  return quiet(await act(updateCustomer, input))
}

export async function revealCustomerAction(input: unknown) {
  return act(revealCustomer, input)
}
