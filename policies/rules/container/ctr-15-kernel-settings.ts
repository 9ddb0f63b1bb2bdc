import { aContainer, only } from '../../examples/site.ts'
import type { ContainerNode, Entry } from '../../graph/graph.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { project } from '../../sources.ts'
import { isUnknown, truth, valueOr, YES, type Truth } from '../../value.ts'

/** Sizes and counts, which bear on the container alone and move no packet from a network to another. */
const HARMLESS =
  /^(kernel\.(shm|msg|sem)|fs\.mqueue\.|net\.core\.somaxconn$|net\.ipv4\.(tcp_keepalive|ip_local_port_range$|ip_unprivileged_port_start$))/

/** Routing: harmless when it is switched off. */
const ROUTING =
  /^net\.ipv[46]\.(ip_forward|(conf|neigh)\..*\.?(forwarding|accept_redirects|send_redirects|secure_redirects|accept_source_route|accept_ra|route_localnet|proxy_arp))$/

function isHarmless({ key, value }: Entry): Truth {
  if (isUnknown(key)) return key
  if (HARMLESS.test(key.value)) return YES
  if (isUnknown(value)) return value
  if (ROUTING.test(key.value)) return truth(value.value === '0')
  if (/\.disable_ipv6$/.test(key.value)) return truth(value.value === '1')
  return truth(/\.rp_filter$/.test(key.value) && value.value === '1')
}

/** The engine gives them back in an order of its own. */
const inOrder = (sysctls: readonly Entry[]): Entry[] =>
  [...sysctls].sort((a, b) => (valueOr(a.key, '') < valueOr(b.key, '') ? -1 : 1))

const WANT = {
  fr: 'aucun réglage du noyau qui route ou qui affaiblisse',
  en: 'no kernel setting that routes or weakens',
}

const claims = ({ sysctls }: ContainerNode): Claim[] =>
  sysctls.length === 0
    ? [{ holds: YES, seen: 'sysctls={}', want: WANT }]
    : inOrder(sysctls).map((setting) => ({
        holds: isHarmless(setting),
        seen: `${valueOr(setting.key, '?')}=${valueOr(setting.value, '?')}`,
        want: WANT,
      }))

const set = (sysctls: Readonly<Record<string, string>>) => only(aContainer({ sysctls }))

export default defineRule({
  id: 'CTR-15',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "Aucun réglage du noyau qui fasse d'un conteneur un routeur (règle du projet)",
    en: 'No kernel setting that makes a router of a container (project rule)',
  },
  sources: [project('sysctls')],
  why: {
    fr: 'Un conteneur sur deux réseaux qui transmet les paquets abolit la séparation entre ces réseaux.',
    en: 'A container on two networks that forwards packets abolishes the separation between them.',
  },
  fix: {
    fr: 'Retirer ces clés de sysctls ; ne garder que des tailles et des délais (somaxconn, shm, tcp_keepalive…).',
    en: 'Remove these keys from sysctls; keep sizes and delays only (somaxconn, shm, tcp_keepalive…).',
  },
  waivable: true,
  deciding: ['sysctls'],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: {
      none: () => only(),
      'a longer queue': () => set({ 'net.core.somaxconn': '1024' }),
      'redirects switched off': () => set({ 'net.ipv4.conf.all.accept_redirects': '0' }),
    },
    fail: {
      'a router': () => set({ 'net.ipv4.ip_forward': '1' }),
      'a router, in IPv6': () => set({ 'net.ipv6.conf.all.forwarding': '1' }),
      'a protection switched off': () => set({ 'net.ipv4.tcp_syncookies': '0' }),
    },
    unknown: { 'the value is a variable': () => set({ 'net.ipv4.ip_forward': '${var.forward}' }) },
  },
})
