import type { Text } from '../../modules/site/text.ts'

/**
 * What this architecture cannot meet by design: written once, with its reason and what is done instead, accepted by
 * each client with a date and a name, and renewed every year. Never a pass.
 */
export interface Derogation {
  readonly id: DerogationId
  /** The rule whose verdict names it. */
  readonly rule: string
  readonly title: Text
  readonly reason: Text
  readonly compensating: Text
}

export type DerogationId = 'DER-01' | 'DER-02' | 'DER-03' | 'DER-04'

export const DEROGATIONS: readonly Derogation[] = [
  {
    id: 'DER-01',
    rule: 'NET-11',
    title: { fr: 'Un seul hôte, un seul pare-feu', en: 'One host, one firewall' },
    reason: {
      fr: 'pare-feux interne et externe demandés sur deux machines (PA-066 R13) : le site tient sur un hôte',
      en: 'internal and external firewalls are asked for on two machines (PA-066 R13): the site stands on one host',
    },
    compensating: {
      fr: 'un réseau interne par lien, un seul point de publication, les flux mesurés à chaque vérification',
      en: 'one internal network per link, one point of publication, flows measured at every verification',
    },
  },
  {
    id: 'DER-02',
    rule: 'ADM-04',
    title: { fr: 'Un hôte Docker transfère des paquets', en: 'A Docker host forwards packets' },
    reason: {
      fr: 'ip_forward est demandé à zéro sur les serveurs (PA-022 R18) : le moteur Docker en a besoin',
      en: 'ip_forward is asked to be off on servers (PA-022 R18): the Docker Engine needs it',
    },
    compensating: {
      fr: 'réseaux internes sans route vers l’extérieur, aucun port d’administration publié',
      en: 'internal networks without a route out, no administration port published',
    },
  },
  {
    id: 'DER-03',
    rule: 'EGR-01',
    title: {
      fr: 'Les postes sortent par la passerelle du client',
      en: "PCs go out through the client's gateway",
    },
    reason: {
      fr: 'le mandataire obligatoire des postes (hygiène M22) relève de la passerelle Internet du client, que Socle ne tient pas',
      en: "the compulsory proxy of PCs (hygiene M22) belongs to the client's Internet gateway, which Socle does not run",
    },
    compensating: {
      fr: 'aucun conteneur ne sort directement ; la facturation se joint par la seule porte du site',
      en: 'no container goes out directly; billing is reached through the one door of the site',
    },
  },
  {
    id: 'DER-04',
    rule: 'TLS-08',
    title: {
      fr: 'Une image du client parle en clair au proxy',
      en: 'An image of the client speaks in clear to the proxy',
    },
    reason: {
      fr: 'une image que le client apporte parle HTTP en clair : Socle ne tient pas son certificat',
      en: 'an image that the client brings speaks HTTP in clear: Socle does not hold its certificate',
    },
    compensating: {
      fr: "un lien à deux bouts sur un réseau interne d'un seul hôte, où le proxy et l'application sont seuls",
      en: 'a two-ended link on an internal network of one host, with only the proxy and the application on it',
    },
  },
]
