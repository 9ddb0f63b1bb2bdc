import { judgeDoors, overTls } from '../../doors/doors.ts'
import { configured, spoken } from '../../examples/doors.ts'
import { FACTS, running } from '../../examples/site.ts'
import type { TlsObservation } from '../../graph/graph.ts'
import { setting, type Server } from '../../doors/nginx.ts'
import { defineRule, type Claim } from '../../rule.ts'
import { tlsGuide } from '../../sources.ts'
import { truth, unknown } from '../../value.ts'

const MODERN = ['TLSv1.3', 'TLSv1.2']
/** What a probe can still try; older versions than these are no longer spoken by the libraries that try. */
const OBSOLETE = ['TLSv1.1', 'TLSv1']

const NEWEST = { fr: 'TLS 1.3 proposé', en: 'TLS 1.3 offered' }
const OLDEST = { fr: 'rien avant TLS 1.2', en: 'nothing before TLS 1.2' }
const WANT = { fr: 'TLS 1.3 proposé, rien avant 1.2', en: 'TLS 1.3 offered, nothing before 1.2' }

const spelled = (version: string): string =>
  version.replace(/^TLS ?v?1\.0$|^TLSv1\.0$/i, 'TLSv1').replace(/^TLS ?v?(1\.[123])$/i, 'TLSv$1')

/** What is not written depends on the version of nginx, some of which still speak TLS 1.0. */
function ofServer({ chain }: Server): Claim[] {
  const written = setting(chain, 'ssl_protocols')
  if (written === undefined)
    return [{ holds: unknown('not-collected', 'ssl_protocols'), seen: '', want: WANT }]
  const versions = written.split(' ')
  const seen = `ssl_protocols ${written}`
  return [
    { holds: truth(versions.includes('TLSv1.3')), seen, want: NEWEST },
    { holds: truth(versions.every((version) => MODERN.includes(version))), seen, want: OLDEST },
  ]
}

function ofHandshakes({ address, offered, refused }: TlsObservation): Claim[] {
  const open = offered.map(spelled)
  const closed = refused.map(spelled)
  const seen = {
    fr: `${address} propose ${open.join(', ') || 'rien'}, refuse ${closed.join(', ') || 'rien'}`,
    en: `${address}: ${open.join(', ') || 'nothing'} offered, ${closed.join(', ') || 'nothing'} refused`,
  }
  const tried = (version: string) => open.includes(version) || closed.includes(version)
  return [
    {
      holds: tried('TLSv1.3') ? truth(open.includes('TLSv1.3')) : unknown('not-collected', 'TLSv1.3'),
      seen,
      want: NEWEST,
    },
    { holds: truth(open.every((version) => MODERN.includes(version))), seen, want: OLDEST },
    ...OBSOLETE.map((version): Claim => ({
      holds: tried(version) ? truth(closed.includes(version)) : unknown('not-collected', version),
      seen,
      want: { fr: `${version} refusé`, en: `${version} refused` },
    })),
  ]
}

const offering = (offered: string[], refused: string[]) => spoken({ offered, refused })
const protocols = (written: string) => configured(['ssl_protocols TLSv1.2 TLSv1.3;', written])

export default defineRule({
  id: 'TLS-01',
  severity: 'blocking',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: 'TLS 1.3 proposé, 1.2 accepté, rien en dessous',
    en: 'TLS 1.3 offered, 1.2 accepted, nothing below',
  },
  sources: [tlsGuide('R3'), tlsGuide('R4')],
  why: {
    fr: 'Les versions antérieures à TLS 1.2 ont des attaques connues, et un client peut y être ramené.',
    en: 'Versions before TLS 1.2 have known attacks, and a client may be brought back to them.',
  },
  fix: { fr: 'ssl_protocols TLSv1.2 TLSv1.3;', en: 'ssl_protocols TLSv1.2 TLSv1.3;' },
  waivable: true,
  deciding: ['nginx.conf ssl_protocols', 'observations.tls.offered', 'observations.tls.refused'],
  nothing: {
    fr: 'aucun service publié, ou dont rien ici ne montre la configuration',
    en: 'no published service, or none whose configuration is shown here',
  },
  check: (context) =>
    judgeDoors(context, {
      configured: (servers) => ({ claims: overTls(servers, WANT, ofServer) }),
      observed: (seen) => ({ claims: seen.flatMap(ofHandshakes) }),
      observations: context.graph.observations.tls,
      want: WANT,
    }),
  examples: {
    pass: {
      '1.3 and 1.2, as configured': configured(),
      '1.3 and 1.2': offering(['TLSv1.3', 'TLSv1.2'], ['TLSv1.1', 'TLSv1']),
    },
    fail: {
      'TLS 1.1 configured': protocols('ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;'),
      'a server that goes its own way': configured([
        'ssl_reject_handshake on;',
        'ssl_reject_handshake on; ssl_protocols TLSv1 TLSv1.3;',
      ]),
      'TLS 1.0 still offered': offering(['TLSv1.3', 'TLSv1.2', 'TLSv1'], ['TLSv1.1']),
      'no TLS 1.3': offering(['TLSv1.2'], ['TLSv1.3', 'TLSv1.1', 'TLSv1']),
    },
    unknown: {
      'nothing configured: each version of nginx has its own': protocols(''),
      'old versions not tried': offering(['TLSv1.3', 'TLSv1.2'], []),
      'nobody looked': () => ({ ...running(), facts: FACTS }),
    },
  },
})
