import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { LabSite } from '../helpers/lab.ts'
test('tf', async () => {
  const site = await LabSite.create('atelier-martin')
  try {
    const p = join(site.folder, 'site.local.yaml')
    const o = JSON.parse(readFileSync(p, 'utf8'))
    o.proxy.publish.address = '192.0.2.2'
    writeFileSync(p, JSON.stringify(o))
    const r = await site.socle('start', '--engine', 'terraform')
    console.log(r.exit, r.stderr.slice(-600), r.stdout.slice(-600))
    for (const stack of ['vault', 'site']) {
      const t = spawnSync('terraform', [`-chdir=${join(site.folder, 'state', stack)}`, 'plan', '-detailed-exitcode', '-input=false', '-lock=false', '-no-color'], { encoding: 'utf8' })
      console.log('second plan', stack, t.status, t.stdout.slice(-200))
    }
    console.log('net', JSON.stringify((await site.docker.getNetwork(`${site.id}-proxy-edge`).inspect()).Options), JSON.stringify((await site.docker.getNetwork(`${site.id}-proxy-edge`).inspect()).Internal))
    console.log(execFileSync('curl', ['-sk', '--max-time', '5', '-o', '/dev/null', '-w', '%{http_code} %{remote_ip}:%{remote_port}', '--resolve', `facturation.atelier-martin.example:${site.ports.https}:192.0.2.2`, `https://facturation.atelier-martin.example:${site.ports.https}/`], { encoding: 'utf8' }))
    const v = await site.socle('verify', '--json')
    const j = JSON.parse(v.stdout)
    console.log('verify', v.exit, JSON.stringify(j.summary), JSON.stringify(j.results.filter((x: any) => x.status === 'fail' || x.status === 'unknown' ).map((x: any) => [x.rule, x.status, x.subject, x.seen])), JSON.stringify(j.results.filter((x: any) => /EGR|TLS/.test(x.rule)).map((x: any) => [x.rule, x.status, x.subject, x.seen?.en ?? x.seen])))
    expect(r.exit).not.toBe(1)
  } finally { await site.remove() }
})
