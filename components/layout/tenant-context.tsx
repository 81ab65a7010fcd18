'use client'

import { createContext, type ReactNode, useContext } from 'react'

export type TenantView = { name: string; currency: string; timeZone: string }

const TenantContext = createContext<TenantView | null>(null)

export function TenantProvider({ tenant, children }: { tenant: TenantView; children: ReactNode }) {
  return <TenantContext value={tenant}>{children}</TenantContext>
}

/** The company whose page this is: its zone for times, its currency for sums. */
export function useTenant(): TenantView {
  const tenant = useContext(TenantContext)
  if (!tenant) throw new Error('useTenant outside AppFrame')
  return tenant
}
