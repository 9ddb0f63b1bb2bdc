import type { LabSite } from './lab.ts'

/** Name under which the container example's billing is reached. */
export const BILLING_HOST = 'facturation.durand.example'

/** Tryton through the site's own door, as a person's browser speaks to it. */
export class Tryton {
  private readonly site: LabSite
  private readonly authorization: string
  private context: unknown = {}

  private constructor(site: LabSite, authorization: string) {
    this.site = site
    this.authorization = authorization
  }

  /** Logs in as the administrator with the generated password. */
  static async login(site: LabSite): Promise<Tryton> {
    const { stdout } = await site.socle('secrets', 'show', 'tryton/admin.password')
    const { status, text } = await attempt(site, stdout.trim())
    if (status !== 200) throw new Error(`login refused: ${status}`)
    const [user, session] = JSON.parse(text) as [number, string]
    const tryton = new Tryton(site, `Session ${Buffer.from(`admin:${user}:${session}`).toString('base64')}`)
    tryton.context = await tryton.call('model.res.user.get_preferences', true, {})
    return tryton
  }

  /** A call with the session's context as its last parameter. @throws what Tryton answers instead of a result */
  async call<T>(method: string, ...params: unknown[]): Promise<T> {
    const all = method.endsWith('get_preferences') ? params : [...params, this.context]
    const { status, text } = await this.site.fetch('/tryton/', {
      method: 'POST',
      hostname: BILLING_HOST,
      body: JSON.stringify({ id: 1, method, params: all }),
      headers: { Authorization: this.authorization },
    })
    const answer = JSON.parse(text) as { result: T; error?: unknown }
    if (status !== 200 || answer.error !== undefined)
      throw new Error(`${method}: ${status} ${text.slice(0, 300)}`)
    return answer.result
  }

  /** Posts an invoice of 2 × 100 €. */
  async postInvoice(): Promise<void> {
    const find = async (model: string, ...domain: unknown[]): Promise<number> =>
      (await this.call<number[]>(`model.${model}.search`, domain, 0, 1, null))[0] ?? 0
    const open = ['closed', '!=', true]
    const [party] = await this.call<number[]>('model.party.party.create', [
      { name: 'Client Exemple', addresses: [['create', [{ street: '1 rue de la Paix' }]]] },
    ])
    const currency = await find('currency.currency', ['code', '=', 'EUR'])
    const revenue = await find('account.account', ['type.revenue', '=', true], open, ['code', '=', '706'])
    const invoice = await this.call<number[]>('model.account.invoice.create', [
      {
        type: 'out',
        company: 1,
        party,
        currency,
        invoice_address: await find('party.address', ['party', '=', party]),
        account: await find('account.account', ['type.receivable', '=', true], open),
        journal: await find('account.journal', ['type', '=', 'revenue']),
        lines: [
          [
            'create',
            [
              {
                type: 'line',
                description: 'Prestation',
                quantity: 2,
                unit_price: euros('100.00'),
                account: revenue,
                currency,
                company: 1,
              },
            ],
          ],
        ],
      },
    ])
    await this.call('model.account.invoice.post', invoice)
  }

  /** Number, state and total of every invoice, oldest first. */
  async invoices(): Promise<string[]> {
    const found = await this.call<{ number: string; state: string; total_amount: { decimal: string } }[]>(
      'model.account.invoice.search_read',
      [],
      0,
      null,
      [['id', 'ASC']],
      ['number', 'state', 'total_amount'],
    )
    return found.map(({ number, state, total_amount }) => `${number} ${state} ${total_amount.decimal}`)
  }
}

const euros = (decimal: string) => ({ __class__: 'Decimal', decimal })

/** A login attempt: 200 with a session, or 401. */
export const attempt = (site: LabSite, password: string) =>
  site.fetch('/tryton/', {
    method: 'POST',
    hostname: BILLING_HOST,
    body: JSON.stringify({ method: 'common.db.login', params: ['admin', { password }, 'fr'] }),
  })
