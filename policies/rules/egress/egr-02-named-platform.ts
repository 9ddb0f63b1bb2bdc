import { parseCidr } from '../../../modules/site/cidr.ts'
import { isOneHost, isPort } from '../../topology/addresses.ts'
import { aSite, FACTS, SITE } from '../../examples/site.ts'
import { flowsOf, inFile, ofDescription } from '../../topology/flows.ts'
import { defineRule } from '../../rule.ts'
import { interconnection, invoicing, vatLaw } from '../../sources.ts'
import { truth } from '../../value.ts'

/** The widest network that the source lets an allow-list hold: 256 addresses. NET-03 asks for a single one. */
function isNarrow(text: string): boolean {
  const network = parseCidr(text)
  return network !== undefined && network.bits - network.prefix <= 8
}

const to =
  (host: string, port = 443) =>
  () => {
    const { exchange, ...site } = SITE
    return aSite(
      {},
      {
        ...FACTS,
        site: exchange ? { ...site, exchange: { ...exchange, endpoints: [{ host, port }] } } : site,
      },
    )
  }

export default defineRule({
  id: 'EGR-02',
  severity: 'blocking',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: "L'échange n'a pour destinations que des adresses nommées de la PA (telles que décrites)",
    en: 'The exchange goes to named addresses of the PA only (as described)',
  },
  sources: [interconnection('R24'), invoicing('§2.3.4'), vatLaw('289 bis', 'S', '2026-02-21')],
  why: {
    fr: "Les factures ne partent qu'à la plateforme du contrat ; un joker laisse partir tout le reste avec elles.",
    en: 'Invoices go to the contracted platform only; a wildcard lets everything else go with them.',
  },
  fix: {
    fr: 'Dans exchange.endpoints, un nom entier ou une adresse, et un port : ni joker, ni masque plus large que /24.',
    en: 'In exchange.endpoints, one whole name or address and one port: no wildcard, no mask wider than /24.',
  },
  waivable: true,
  deciding: ['exchange.endpoints'],
  nothing: { fr: "site.yaml ne demande pas d'échange", en: 'site.yaml asks for no exchange' },
  check: ({ facts }) =>
    (facts ? flowsOf(facts.site) : [])
      .filter(({ subject }) => subject.startsWith('exchange.'))
      .map(({ subject, host, port }) =>
        ofDescription(subject, [
          {
            holds: truth((isOneHost(host) || isNarrow(host)) && isPort(port)),
            seen: inFile(`${host}:${port}`),
            want: {
              fr: "un nom entier, une adresse ou un masque d'au moins /24, et un port",
              en: 'one whole name, one address or a mask of /24 at least, and one port',
            },
          },
        ]),
      ),
  examples: {
    pass: {
      'a whole name': to('api.pa.example'),
      'an address': to('2001:db8::10'),
      'a /24': to('203.0.113.0/24'),
    },
    fail: {
      'any name of a domain': to('*.pa.example'),
      'any address': to('0.0.0.0'),
      'a /23': to('203.0.112.0/23'),
      'no port': to('api.pa.example', 0),
    },
    // site.yaml holds no reference: an endpoint is written or is not there.
    unknown: {},
  },
})
