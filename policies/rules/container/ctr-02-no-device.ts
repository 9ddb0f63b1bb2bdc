import { aContainer, only, running } from '../../examples/site.ts'
import type { ContainerNode } from '../../graph/graph.ts'
import { byText } from '../../nodes/listed.ts'
import { defineRule, judge, type Claim } from '../../rule.ts'
import { dockerSheet } from '../../sources.ts'
import { known, test, valueOr, YES } from '../../value.ts'

const WANT = { fr: "aucun périphérique de l'hôte", en: 'no device of the host' }

/** Whatever its rights (`rwm` unless written otherwise): who needs one has it accepted by name, in a waiver. */
const claims = ({ devices }: ContainerNode): Claim[] =>
  devices.length === 0
    ? [{ holds: YES, seen: 'devices=[]', want: WANT }]
    : byText(devices).map((path) => ({
        holds: test(path, () => false),
        seen: `device ${valueOr(path, '?')}`,
        want: WANT,
      }))

export default defineRule({
  id: 'CTR-02',
  severity: 'major',
  levels: ['synth', 'plan', 'live'],
  kind: 'automated',
  title: {
    fr: "Aucun conteneur ne reçoit de périphérique de l'hôte",
    en: 'No container is given a device of the host',
  },
  sources: [dockerSheet('R2')],
  why: {
    fr: "Un disque ou une mémoire donnés comme périphérique se lisent et s'écrivent sous le nez du système de l'hôte.",
    en: 'A disk or a memory that is given as a device is read and written behind the back of the host.',
  },
  fix: {
    fr: "Retirer devices, gpus et device_requests ; s'il en faut un, nommer celui-là seul, permissions au plus juste (« r » ou « rw », jamais « m »), et le faire accepter.",
    en: 'Remove devices, gpus and device_requests; if one is needed, name that one alone with the least permissions ("r" or "rw", never "m") and have it accepted.',
  },
  waivable: true,
  deciding: [
    'devices.host_path',
    'gpus',
    'device_requests',
    'HostConfig.Devices',
    'HostConfig.DeviceRequests',
  ],
  nothing: { fr: 'aucun conteneur', en: 'no container' },
  check: ({ graph }) => graph.containers.map((node) => judge(node, claims(node))),
  examples: {
    pass: { 'no device': () => only() },
    fail: {
      'a disk': () => only(aContainer({ devices: [{ host_path: '/dev/sda' }] })),
      'read only, still a device': () =>
        only(aContainer({ devices: { host_path: '/dev/ttyUSB0', permissions: 'r' } })),
      'every graphics card': () => only(aContainer({ gpus: 'all' })),
      'added by hand': () => running({ 'docker_container.db': { devices: [known('/dev/kmsg')] } }),
    },
    unknown: { 'the list is a variable': () => only(aContainer({ devices: '${var.devices}' })) },
  },
})
