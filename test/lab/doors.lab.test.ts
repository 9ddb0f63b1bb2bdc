import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Assessment } from '../../policies/assessment.ts'
import { engineObservation } from '../../scripts/docker/engine-info.ts'
import { presentBase } from '../../scripts/docker/images/base-present.ts'
import { observeDoors } from '../../scripts/lib/observing-doors.ts'
import { synthesiseSite } from '../../scripts/lib/synthesis.ts'
import { openWorkspace } from '../../scripts/lib/workspace.ts'
import { SUITES } from '../../scripts/probes/tls-suites.ts'
import { describeLab } from '../helpers/describe-lab.ts'
import { ENGINE, LabSite } from '../helpers/lab.ts'

const lab = await describeLab()
const DOOR = 'docker_container.proxy'
const [BILLING, LOGIN] = ['facturation.durand.example', 'connexion.durand.example']
const ACCEPTED = [
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
]

lab('what verify sees of a running site', () => {
  let site: LabSite
  let seen: Awaited<ReturnType<typeof observeDoors>>
  beforeAll(async () => {
    site = await LabSite.create('cabinet-durand')
    const { exit, stderr } = await site.socle('start', '--engine', 'compose')
    expect([0, 4], stderr).toContain(exit)
    const workspace = openWorkspace(site.folder, { lang: 'en', json: false, yes: false })
    const baseImage = await presentBase(site.docker, site.folder)
    if (baseImage === undefined) throw new Error('start builds the base image')
    const synthesis = await synthesiseSite(workspace)
    seen = await observeDoors({ workspace, synthesis, docker: site.docker, baseImage })
  })
  afterAll(() => site.remove())

  test('of TLS, by each name that people type', async () => {
    const { stdout: pem } = await site.socle('secrets', 'show', 'proxy/tls.crt')
    const { validFrom, validTo, fingerprint256 } = new X509Certificate(pem)
    const certificate = {
      notBefore: new Date(validFrom).toISOString(),
      notAfter: new Date(validTo).toISOString(),
      names: [BILLING, LOGIN],
      usages: ['1.3.6.1.5.5.7.3.1'],
      keyType: 'ec',
      keyBits: 256,
      signature: 'ecdsa-with-SHA256',
      fingerprint256,
      chained: true,
      isPublic: false,
    }
    expect(seen.tls).toEqual(
      [BILLING, LOGIN].map((hostname) => ({
        subject: DOOR,
        address: `127.0.0.1:${site.ports.https}`,
        offered: ['TLSv1.2', 'TLSv1.3'],
        refused: ['TLSv1', 'TLSv1.1'],
        ciphers: {
          accepted: ACCEPTED,
          refused: Object.keys(SUITES).filter((name) => !ACCEPTED.includes(name)),
        },
        serverOrder: true,
        compression: false,
        // Without tickets, nginx still lets clients of TLS 1.3 come back by an identifier.
        ticketSeconds: 3600,
        earlyData: false,
        certificate: { hostname, ...certificate },
      })),
    )
  })

  test('of HTTP, in clear and over TLS', () => {
    const { https, http } = site.ports
    expect(
      seen.http.map(({ address, hostname, scheme, status }) => ({ address, hostname, scheme, status })),
    ).toEqual([
      { address: `127.0.0.1:${https}`, hostname: BILLING, scheme: 'https', status: 200 },
      { address: `127.0.0.1:${https}`, hostname: LOGIN, scheme: 'https', status: 200 },
      { address: `127.0.0.1:${http}`, hostname: BILLING, scheme: 'http', status: 308 },
      { address: `127.0.0.1:${http}`, hostname: LOGIN, scheme: 'http', status: 308 },
    ])
    expect(seen.http.map(({ headers }) => headers['strict-transport-security'])).toEqual([
      'max-age=31536000; includeSubDomains',
      'max-age=31536000; includeSubDomains',
      undefined,
      undefined,
    ])
    expect(seen.http.map(({ headers }) => headers['location'])).toEqual([
      undefined,
      undefined,
      `https://${BILLING}:${https}/`,
      `https://${LOGIN}:${https}/`,
    ])
  })

  test('of the engine', async () => {
    const { Version } = await site.docker.version()
    const { version, endpoint, securityOptions } = await engineObservation(site.docker, ENGINE)
    expect({ version, endpoint }).toEqual({ version: Version, endpoint: ENGINE })
    expect(securityOptions).toContain('name=seccomp,profile=default')
  })

  test('and it is enough to judge every rule on the door', async () => {
    const { stdout } = await site.socle('verify', '--json')
    const { results } = JSON.parse(stdout) as Assessment
    const verdicts = results.filter(({ rule, subject }) => /^TLS-0[1-7]$/.test(rule) && subject === DOOR)
    expect(verdicts.map(({ rule, status }) => `${rule} ${status}`)).toContain('TLS-01 pass')
    expect(verdicts.map(({ rule }) => rule)).toHaveLength(7)
    expect(verdicts.filter(({ status }) => status === 'unknown')).toEqual([])
  })
})
