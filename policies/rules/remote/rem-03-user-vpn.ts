import { defineControl } from '../../control.ts'
import { administration, hygiene, ipsec, recyf } from '../../sources.ts'

export default defineControl({
  id: 'REM-03',
  severity: 'major',
  title: {
    fr: "VPN des nomades en IPsec (IKEv2, clés publiques) ou TLS ≥ 1.2 ; celui d'administration prend tout le trafic",
    en: 'VPN of mobile users in IPsec (IKEv2, public keys) or TLS ≥ 1.2; that of administration takes all traffic',
  },
  sources: [hygiene(32), administration('R49'), ipsec('R8'), ipsec('R9'), recyf('8.1')],
  why: {
    fr: 'Le VPN est tenu par la passerelle du client, que Socle ne voit pas : sa configuration le montre seule.',
    en: "The VPN is run by the client's gateway, which Socle does not see: only its configuration shows it.",
  },
  document: {
    fr: 'la configuration du VPN : protocole, authentification, routage de tout le trafic',
    en: 'the configuration of the VPN: protocol, authentication, routing of all traffic',
  },
})
