import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadSite } from '../../modules/site/load-site.ts'
import { containerApplications, hostnameOf, peopleWith } from '../../modules/site/site.ts'
import { faultsOf, folder, MINIMAL, siteOf, write } from './minimal-site.ts'

describe('a valid site', () => {
  test('gets every default', () => {
    expect(siteOf(write('site.yaml', MINIMAL))).toEqual({
      version: 1,
      site: {
        id: 'petit-site',
        name: 'Petit Site',
        companies: [{ siren: '732829320', name: 'Petit Site SARL' }],
        domain: 'petit.example',
        timezone: 'Europe/Paris',
        workstations: 12,
        invoicesPerMonth: 500,
        fiscalYearEnd: '12-31',
      },
      people: {
        'a.petit': {
          name: 'Anne Petit',
          email: 'a.petit@petit.example',
          roles: ['direction', 'facturation'],
        },
      },
      chain: [],
      hosts: { main: { docker: 'unix:///var/run/docker.sock', location: 'FR' } },
      network: { range: '10.70.0.0/22', lan: {}, uplinks: [], time: [] },
      billing: {
        applications: [
          {
            id: 'tryton',
            mode: 'container',
            profile: 'tryton',
            users: 10,
            roles: ['direction', 'facturation', 'comptable', 'commercial'],
          },
        ],
      },
      proxy: {
        hostnames: { billing: 'facturation.petit.example' },
        certificates: { from: 'internal' },
        publish: { address: '127.0.0.1', https: 8443, http: 8080 },
      },
      integrations: [],
      access: [],
      state: { backend: 'local' },
      secrets: { recipients: [] },
    })
  })

  test('cannot be changed', () => {
    const site = siteOf(write('site.yaml', MINIMAL))
    expect(Object.isFrozen(site.proxy.publish)).toBe(true)
  })

  test.each([
    ['a byte order mark', `\ufeff${MINIMAL}`],
    ['CRLF line ends', MINIMAL.replaceAll('\n', '\r\n')],
    ['no last line end', MINIMAL.trimEnd()],
    ['a document mark', `---\n${MINIMAL}`],
  ])('may have %s', (_what, text) => {
    expect(siteOf(write('site.yaml', text))).toEqual(siteOf(write('plain.yaml', MINIMAL)))
  })

  test.each([
    ['cabinet-durand', 'container', 'facturation.durand.example'],
    ['negoce-petit', 'rds', 'facturation.negoce-petit.example'],
    ['atelier-martin', 'saas', 'facturation.atelier-martin.example'],
  ])('%s is an example of mode %s', (name, mode, hostname) => {
    const site = siteOf(join('sites', name))
    expect(site.site.id).toBe(name)
    expect(site.billing.applications.map((application) => application.mode)).toEqual([mode])
    expect(site.proxy.hostnames.billing).toBe(hostname)
  })

  test('answers the questions of its readers', () => {
    const image = `sha256:${'0123456789abcdef'.repeat(4)}`
    const second = `    - { id: devis, mode: container, image: "${image}", port: 8080, user: "10004:10004", hostname: devis.petit.example }`
    const site = siteOf(write('site.yaml', MINIMAL.replace('proxy:\n', `${second}\nproxy:\n`)))
    const hostnames = containerApplications(site).map((application) => [
      application.id,
      hostnameOf(site, application),
    ])
    expect(hostnames).toEqual([
      ['tryton', 'facturation.petit.example'],
      ['devis', 'devis.petit.example'],
    ])
    expect(peopleWith(site, 'facturation')).toEqual(['a.petit'])
    expect(peopleWith(site, 'admin')).toEqual([])
  })
})

describe('the source of a site', () => {
  test('gives its folder, its files and their digests', () => {
    const path = write('site.yaml', MINIMAL)
    const loading = loadSite(folder)
    const sha256 = `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`
    expect(loading.ok && loading.source.folder).toBe(folder)
    expect(loading.ok && loading.source.files).toEqual([{ name: 'site.yaml', path, sha256 }])
  })

  test.each([
    ['site.id', 'site.yaml:3:3'],
    ['people.a.petit.roles[1]', 'site.yaml:9:81'],
    ['billing.applications[0]', 'site.yaml:16:7'],
    ['billing.applications.0.profile', 'site.yaml:16:38'],
    ['proxy.publish.https', 'site.yaml:17:1'],
    ['backup', 'site.yaml:1:1'],
    ['', 'site.yaml:1:1'],
  ])('says where %s is', (path, where) => {
    const loading = loadSite(write('site.yaml', MINIMAL))
    expect(loading.ok && loading.source.where(path)).toBe(where)
  })

  test('says when a value comes from the overlay', () => {
    write('site.yaml', MINIMAL)
    write('site.local.yaml', 'proxy:\n  publish: { https: 18443 }\n')
    const loading = loadSite(folder)
    expect(loading.ok && loading.source.files.map(({ name }) => name)).toEqual([
      'site.yaml',
      'site.local.yaml',
    ])
    expect(loading.ok && loading.source.where('proxy.publish.https')).toBe('site.local.yaml:2:14')
    expect(loading.ok && loading.source.where('proxy.hostnames')).toBe('site.yaml:18:3')
  })
})

describe('diagnostics', () => {
  test('come all at once, in the order of the file, schema and cross-checks together', () => {
    const text = MINIMAL.replace('petit-site', 'Petit')
      .replace('732829320', '732829321')
      .replace('workstations: 12', 'workstation: 12')
      .replace('[direction, facturation]', '[direction, patron]')
      .replace('10.70.0.0/22', '10.70.0.1/22')
    expect(
      faultsOf(write('site.yaml', `${text}backup: { rpo: 1 hour, remote: { host: coffre } }\n`)),
    ).toEqual([
      'site.yaml:2:1  SITE-MISSING-KEY  site.workstations: required key is missing (number of workstations; sizing follows); for example `workstations: 24`',
      'site.yaml:3:7  SITE-FORMAT  site.id: `Petit` has the wrong form: expected 2 to 40 lower-case letters, digits or `-`, `-` neither first nor last, for example `cabinet-durand`',
      'site.yaml:5:24  SITE-SIREN  site.companies[0].siren: `732829321` is no SIREN number: its check digit is wrong, copy it from the company registration',
      'site.yaml:7:3  SITE-UNKNOWN-KEY  site.workstation: unknown key, did you mean `workstations`?',
      'site.yaml:9:81  SITE-VALUE  people.a.petit.roles[1]: `patron` is not allowed; allowed: `direction`, `facturation`, `comptable`, `commercial`, `admin`',
      'site.yaml:13:10  SITE-CIDR  network.range: `10.70.0.1/22` is an address in a network, not the network: write `10.70.0.0/22`',
      'site.yaml:19:16  SITE-RPO  backup.rpo: `1 hour` is shorter than the rhythm of the backups, daily: promise `24 hours` or more',
      'site.yaml:19:40  SITE-UNKNOWN-HOST  backup.remote.host: `coffre` is not in `hosts`; known: `main`',
    ])
  })

  test('are in French unless asked otherwise', () => {
    const text = MINIMAL.replace('workstations: 12', 'workstations: 3').replace('hosts:', 'hostes:')
    expect(faultsOf(write('site.yaml', text), {})).toEqual([
      'site.yaml:1:1  SITE-MISSING-KEY  hosts: clé obligatoire absente (hôtes Docker par nom ; `main` porte le site)',
      'site.yaml:7:17  SITE-LIMIT  site.workstations: `3` postes : au moins 10',
      'site.yaml:10:1  SITE-UNKNOWN-KEY  hostes: clé inconnue, vouliez-vous dire `hosts` ?',
    ])
  })

  test('never echo more than a line of what was read', () => {
    const text = MINIMAL.replace('petit-site', `"${'é'.repeat(39)}\\e[2J${'x'.repeat(5000)}"`)
    const [fault = ''] = faultsOf(write('site.yaml', text))
    expect(fault).toBe('site.yaml:3:7  SITE-LENGTH  site.id: 5043 characters, 40 at most')
    const other = MINIMAL.replace('petit.example\n', `${'x'.repeat(100)}\n`)
    expect(faultsOf(write('site.yaml', other))[0]).toBe(
      `site.yaml:6:11  SITE-FORMAT  site.domain: \`${'x'.repeat(79)}…\` has the wrong form: expected a full DNS name in lower case, for example \`durand.example\``,
    )
  })

  test('stop at two hundred', () => {
    const text = `${MINIMAL}${Array.from({ length: 300 }, (_, index) => `cle${index}: 1\n`).join('')}`
    const faults = faultsOf(write('site.yaml', text))
    expect(faults).toHaveLength(201)
    expect(faults.at(-1)).toBe(
      'site.yaml:218:1  SITE-TOO-MANY  more than 200 faults: the rest once these are repaired',
    )
  })

  test.each([
    [
      'absent',
      () => join(folder, 'absent.yaml'),
      'absent.yaml:1:1  SITE-FILE-MISSING  this file does not exist: `socle init` writes one',
    ],
    [
      'an empty folder',
      () => folder,
      'site.yaml:1:1  SITE-FILE-MISSING  this file does not exist: `socle init` writes one',
    ],
    ['a device', () => '/dev/zero', '/dev/zero:1:1  SITE-FILE-MISSING  it is not a file'],
    [
      'too large',
      () => write('big.yaml', `# ${'x'.repeat(300_000)}`),
      'big.yaml:1:1  SITE-TOO-LARGE  the file exceeds the 262144 bytes allowed: a site description is a few KiB',
    ],
    [
      'too full',
      () => write('full.yaml', `chain: [${'{},'.repeat(10_000)}]`),
      'full.yaml:1:1  SITE-TOO-LARGE  more than 10000 values: a site description has a few hundred',
    ],
  ])('say that the file is %s', (_what, path, fault) => {
    expect(faultsOf(path())).toEqual([fault])
  })

  test('say that site.yaml is a folder', () => {
    mkdirSync(join(folder, 'site.yaml'))
    expect(faultsOf(folder)).toEqual(['site.yaml:1:1  SITE-FILE-MISSING  it is not a file'])
  })
})
