import { expect, test } from 'vitest'
import { informationPage, refusedPage, unavailablePage } from '../../../modules/reverse-proxy/pages.ts'

const body = (html: string): string => /<body>\n([\s\S]*)<\/body>/.exec(html)?.[1] ?? ''

test('says where an application is that does not run here', () => {
  expect(
    body(
      informationPage([
        { title: 'Sage 100', text: "S'ouvre par Bureau à distance, sur rds.durand.example." },
        { title: 'Pennylane', text: 'Hébergée.', url: 'https://app.example/?a=1&b=2' },
      ]),
    ),
  ).toBe(`<h1>Facturation</h1>
<section>
<h2>Sage 100</h2>
<p>S&#39;ouvre par Bureau à distance, sur rds.durand.example.</p>
</section>
<section>
<h2>Pennylane</h2>
<p>Hébergée.</p>
<p><a href="https://app.example/?a=1&amp;b=2" rel="noreferrer">Ouvrir Pennylane</a></p>
</section>
`)
})

test('says so when no application answers here', () => {
  expect(body(informationPage([]))).toBe(
    '<h1>Facturation</h1>\n<p>Aucune application ne répond à cette adresse.</p>\n',
  )
})

test('free text never becomes markup', () => {
  const html = informationPage([
    { title: '<script>"x"</script>', text: "</p><img src=x onerror='y'>&", url: 'https://x/"><script>' },
  ])
  expect(body(html)).toBe(`<h1>Facturation</h1>
<section>
<h2>&lt;script&gt;&quot;x&quot;&lt;/script&gt;</h2>
<p>&lt;/p&gt;&lt;img src=x onerror=&#39;y&#39;&gt;&amp;</p>
<p><a href="https://x/&quot;&gt;&lt;script&gt;" rel="noreferrer">Ouvrir &lt;script&gt;&quot;x&quot;&lt;/script&gt;</a></p>
</section>
`)
})

test.each(['javascript:alert(1)', 'data:text/html,x', '//x.example', 'x'])('makes no link of %s', (url) => {
  expect(informationPage([{ title: 'x', text: 'y', url }])).not.toContain('href')
})

test('the page of an application that is away reloads itself', () => {
  expect(unavailablePage()).toContain('<meta http-equiv="refresh" content="10">')
  expect(refusedPage()).not.toContain('http-equiv')
})
