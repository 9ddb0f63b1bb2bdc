import { addressesOf, withFacts } from '../change.ts'
import type { Kill, Mutation } from '../mutation.ts'
import type { World } from '../world.ts'

/** The same site looked at on another day: images age, certificates, supports and laws end. */
export function timeFlips(world: World): Mutation[] {
  const built = Object.keys(world.facts.images).map((role) => `docker_container.${role}`)
  const containers = addressesOf(world.stacks, 'docker_container')
  const of = (rule: string, addresses: readonly string[]) => addresses.map((address) => `${rule}@${address}`)
  return [
    on('2026-12-27', 'weakened', ...of('CTR-10', built)),
    on('2026-11-20', 'weakened', ...of('CTR-10', built)),
    on('2031-03-01', 'weakened', ...of('MCS-01', built)),
    on('2030-03-01', 'unknown', ...of('MCS-01', built)),
    on('2027-01-02', 'weakened', 'GOV-01@law/CGI 289 bis'),
    ...(world.level === 'live'
      ? [
          on('2029-01-01', 'weakened', 'TLS-04@docker_container.proxy', ...of('CTR-10', containers)),
          on('2026-09-30', 'weakened', 'TLS-04@docker_container.proxy'),
        ]
      : built.flatMap((address) => {
          const role = address.replace('docker_container.', '')
          return ['2026-10-01T00:00:00Z', '2027-01-01T00:00:00Z'].map((day): Mutation => ({
            subject: `images.${role}.builtAt`,
            what: `=${day}`,
            how: 'weakened',
            kills: [`CTR-10@${address}`],
            apply: (before) => withFacts(before, ['images', role, 'builtAt'], day),
          }))
        })),
  ]
}

const on = (day: string, how: Mutation['how'], ...kills: readonly Kill[]): Mutation => ({
  subject: 'today',
  what: `=${day}`,
  how,
  kills,
  apply: (world) => ({ ...world, now: new Date(`${day}T10:00:00Z`) }),
})
