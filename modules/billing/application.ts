import type { Part } from '../architecture.ts'

/** What the rest of a site needs to know of a billing application, whatever it is. */
export interface BillingApplication {
  readonly id: string
  readonly part: Part
  /** Where the proxy sends its requests; absent when the application runs elsewhere (RDS, SaaS). */
  readonly upstream?: {
    readonly host: string
    readonly port: number
    readonly hostname: string
    /** Name in its certificate where it speaks TLS; absent for an image of the client's, which speaks as it likes. */
    readonly tlsName?: string
  }
  /** Database and login role of the same name, when the application asks for one. */
  readonly database?: { readonly name: string; readonly role: string }
  /** What the door's page says of an application that does not run behind it. */
  readonly elsewhere?: { readonly title: string; readonly text: string; readonly url?: string }
}
