import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeLab } from '../helpers/describe-lab.ts'
import { LabSite } from '../helpers/lab.ts'

const lab = await describeLab()

lab('the compose engine on the SaaS example', () => {
  let site: LabSite
  beforeAll(async () => {
    site = await LabSite.create('atelier-martin')
    expect((await site.socle('secrets', 'init')).exit).toBe(0)
    expect((await site.socle('plan', '--engine', 'compose')).exit).toBe(0)
    const apply = await site.socle('apply')
    expect(apply.exit, apply.stderr).toBe(0)
  })
  afterAll(() => site.remove())

  test('a range that changed replaces the network and what is on it', async () => {
    await site.moveRange()
    const plan = await site.socle('plan')
    expect(plan.stdout).toMatch(/REMPLACÉ +docker_container\.proxy/)
    expect(plan.stdout).toMatch(/REMPLACÉ +docker_network\.proxy-edge/)
    const apply = await site.socle('apply')
    expect(apply.exit, apply.stderr).toBe(0)
    const { IPAM } = (await site.docker.getNetwork(`${site.id}-proxy-edge`).inspect()) as {
      IPAM: { Config: { Subnet: string }[] }
    }
    expect(JSON.parse(site.read('state/subnets.lock.json'))).toMatchObject({
      'proxy-edge': IPAM.Config[0]?.Subnet,
    })
    expect((await site.socle('verify', '--json')).exit).toBe(0)
  })

  test('a volume that nobody knows is never taken nor said to be removed', async () => {
    expect((await site.socle('destroy', '--yes')).exit).toBe(0)
    const kept = site.read('state/vault.json')
    site.write('state/vault.json', JSON.stringify({ volumes: [] }))
    expect((await site.socle('plan', '--engine', 'compose')).exit).toBe(0)
    const refused = await site.socle('apply', '--engine', 'compose')
    expect(refused.exit).toBe(2)
    expect(refused.stderr).toContain(`--adopt-volume ${site.id}-proxy-config`)
    site.write('state/vault.json', kept)
  })

  test('a network that only begins with the site id is left alone by destroy', async () => {
    const stranger = `${site.id}-web_default`
    await site.docker.createNetwork({ Name: stranger })
    expect((await site.socle('destroy', '--yes')).exit).toBe(0)
    expect((await site.docker.listNetworks()).map(({ Name }) => Name)).toContain(stranger)
  })

  test('a copy that never applied anything does not stop what another runs', async () => {
    site.write('state/vault.json', JSON.stringify({ volumes: [] }))
    const refused = await site.socle('destroy', '--yes')
    expect(refused.stderr).toContain('DESTROY-REFUSED')
    expect(refused.exit).toBe(2)
  })
})
