'use server'

import { mapListing } from '@/lib/modules/channels/map-listing'
import { mapListings } from '@/lib/modules/channels/map-listings'
import { pushListing } from '@/lib/modules/channels/push-listing'
import { unmapListing } from '@/lib/modules/channels/unmap-listing'
import { act } from '@/lib/platform/entrance/action'

export async function mapListingAction(input: unknown) {
  return act(mapListing, input)
}

export async function mapListingsAction(input: unknown) {
  return act(mapListings, input)
}

export async function unmapListingAction(input: unknown) {
  return act(unmapListing, input)
}

export async function pushListingAction(input: unknown) {
  return act(pushListing, input)
}
