import type { Text } from '../../../modules/site/text.ts'
import { WHOLE_SITE } from '../../assessment.ts'
import { aSite, FACTS } from '../../examples/site.ts'
import type { SiteFacts } from '../../facts.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { interconnection } from '../../sources.ts'
import { truth } from '../../value.ts'

const DMZ = 'dmz'

/** Hosts that carry a side, by their name in site.yaml. */
const hostsOf = ({ zones, hostOf = {} }: SiteFacts, isSide: (zone: string) => boolean): string[] =>
  [
    ...new Set(
      Object.entries(zones)
        .filter(([, zone]) => isSide(zone))
        .map(([role]) => hostOf[role] ?? 'main'),
    ),
  ].sort()

/**
 * What filters between the Internet and the dmz is the host of the dmz; what filters between the dmz and the inside is
 * the host of the inside. Two firewalls stand only where these are two machines.
 */
function claim(facts: SiteFacts): Claim {
  const dmz = hostsOf(facts, (zone) => zone === DMZ)
  const inside = hostsOf(facts, (zone) => zone !== DMZ)
  const apart = inside.length > 0 && inside.every((host) => !dmz.includes(host))
  const side = (hosts: readonly string[], none: string) => (hosts.length > 0 ? hosts.join(', ') : none)
  const seen: Text = {
    fr: `dmz sur l'hôte ${dmz.join(', ')}, intérieur sur ${side(inside, 'aucun autre')}`,
    en: `dmz on host ${dmz.join(', ')}, inside on ${side(inside, 'no other')}`,
  }
  return {
    holds: truth(apart),
    seen,
    want: { fr: 'deux pare-feux sur deux machines', en: 'two firewalls on two machines' },
  }
}

export default defineRule({
  id: 'NET-11',
  severity: 'major',
  levels: ['synth', 'plan'],
  kind: 'automated',
  title: {
    fr: 'Pare-feux interne et externe sur deux machines distinctes',
    en: 'Internal and external firewalls on two separate machines',
  },
  sources: [interconnection('R2'), interconnection('R3'), interconnection('R13')],
  why: {
    fr: "Sur une seule machine, la faille d'un pare-feu est celle de l'autre.",
    en: 'On one machine, the flaw of one firewall is that of the other.',
  },
  fix: {
    fr: "Placer la dmz sur un autre hôte que l'intérieur ; sur un seul hôte, faire accepter la dérogation DER-01.",
    en: 'Place the dmz on another host than the inside; on one host, have derogation DER-01 accepted.',
  },
  waivable: true,
  deciding: ['hosts'],
  nothing: { fr: 'aucune dmz, ou hôtes inconnus', en: 'no dmz, or unknown hosts' },
  check: ({ facts }) =>
    facts && Object.values(facts.zones).includes(DMZ)
      ? [{ ...judge({ address: WHOLE_SITE }, [claim(facts)]), derogation: 'DER-01' }]
      : [],
  examples: {
    pass: {
      'the dmz on a host of its own': () => aSite({}, { ...FACTS, hostOf: { proxy: 'edge' } }),
    },
    fail: {
      'everything on one host': () => aSite(),
      'a dmz with nothing behind it on another host': () => aSite({}, { ...FACTS, zones: { proxy: 'dmz' } }),
    },
    // The description names its hosts or has only one.
    unknown: {},
  },
})
