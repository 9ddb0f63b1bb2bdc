import type { Measure } from './framework.ts'

export const MEASURES_15_TO_28: readonly Measure[] = [
  {
    number: 'M15',
    title: { fr: 'Menaces liées aux supports amovibles', en: 'Guard against removable media' },
    level: 'standard and reinforced',
    left: { fr: 'les clés USB sur les postes', en: 'USB media on PCs' },
    document: { fr: 'consignes et réglages des postes', en: 'instructions and settings of PCs' },
  },
  {
    number: 'M16',
    title: { fr: 'Gestion centralisée des politiques de sécurité', en: 'Manage security policies centrally' },
    level: 'standard',
    left: { fr: 'la gestion du parc et son annuaire', en: 'the management of equipment and its directory' },
    document: {
      fr: "extraction des stratégies de l'annuaire",
      en: 'extraction of the policies of the directory',
    },
  },
  {
    number: 'M17',
    title: { fr: 'Pare-feu local des postes', en: 'Enable the local firewall of PCs' },
    level: 'standard and reinforced',
    left: { fr: 'le pare-feu de chaque poste', en: 'the firewall of each PC' },
    document: {
      fr: 'stratégie de pare-feu des postes et extrait de ses rejets',
      en: 'firewall policy of PCs and an extract of its drops',
    },
  },
  {
    number: 'M18',
    title: {
      fr: 'Chiffrer les données sensibles transmises par Internet',
      en: 'Encrypt sensitive data sent over the Internet',
    },
    level: 'standard',
    left: { fr: 'ce que les personnes envoient', en: 'what people send' },
    document: { fr: 'consigne et outil de chiffrement', en: 'instruction and encryption tool' },
  },
  {
    number: 'M19',
    title: {
      fr: 'Segmenter le réseau et cloisonner les zones',
      en: 'Segment the network and partition its zones',
    },
    level: 'standard',
    judged: {
      fr: 'des réseaux distincts, des conduits déclarés, des bases isolées, les ports du proxy seuls pour les postes',
      en: 'distinct networks, declared conduits, isolated databases, the ports of the proxy only for PCs',
    },
    left: {
      fr: "le filtrage entre VLAN du client, hors de l'hôte",
      en: "filtering between the client's VLANs, outside the host",
    },
    document: { fr: 'règles du pare-feu du client', en: "rules of the client's firewall" },
  },
  {
    number: 'M20',
    title: { fr: 'Wi-Fi et séparation des usages', en: 'Secure the Wi-Fi and separate its uses' },
    level: 'standard',
    judged: {
      fr: 'le réseau des invités est à part, tel que site.yaml le décrit',
      en: 'the network of guests is apart, as site.yaml describes it',
    },
    left: {
      fr: 'les bornes, leur chiffrement et leur authentification',
      en: 'access points, their encryption and authentication',
    },
    document: { fr: 'configuration des bornes', en: 'configuration of access points' },
  },
  {
    number: 'M21',
    title: { fr: 'Protocoles réseau sécurisés', en: 'Use secure network protocols' },
    level: 'standard',
    judged: {
      fr: 'aucun protocole en clair sur les ports publiés et décrits ; les liens internes, tels que leurs clients sont réglés',
      en: 'no protocol in clear on published and described ports; internal links, as their clients are set',
    },
    left: {
      fr: 'ce qui passe vraiment sur la ligne, et les protocoles hors du site',
      en: 'what truly passes on the line, and protocols outside the site',
    },
    document: {
      fr: "liste des protocoles d'administration en service",
      en: 'list of administration protocols in use',
    },
  },
  {
    number: 'M22',
    title: { fr: "Passerelle d'accès sécurisé à Internet", en: 'Set up a secure gateway to the Internet' },
    level: 'standard and reinforced',
    judged: {
      fr: "aucun conteneur n'a de route directe ni de résolveur public",
      en: 'no container has a direct route or a public resolver',
    },
    left: {
      fr: 'la passerelle du client, par où sortent ses postes (dérogation DER-03)',
      en: "the client's gateway, through which its PCs go out (derogation DER-03)",
    },
    document: {
      fr: 'configuration de la passerelle et de son mandataire',
      en: 'configuration of the gateway and its proxy',
    },
  },
  {
    number: 'M23',
    title: {
      fr: 'Cloisonner les services visibles depuis Internet',
      en: 'Partition the services that the Internet sees',
    },
    level: 'standard',
    judged: {
      fr: 'le proxy seul publie des ports, sur une adresse écrite ; aucun flux de tous vers tout, aucun bureau à distance publié',
      en: 'the proxy alone publishes ports, on a written address; no any/any flow, no remote desktop published',
    },
    left: {
      fr: 'la séparation physique que le texte demande : le site tient sur un hôte',
      en: 'the physical separation that the text asks for: the site stands on one host',
    },
    document: { fr: "schéma de l'hébergement", en: 'diagram of the hosting' },
  },
  {
    number: 'M24',
    title: { fr: 'Protéger sa messagerie professionnelle', en: 'Protect professional e-mail' },
    level: 'standard and reinforced',
    left: { fr: 'la messagerie, que Socle ne tient pas', en: 'e-mail, which Socle does not run' },
    document: {
      fr: 'réglages de la messagerie (TLS, SPF, DKIM, DMARC, antivirus)',
      en: 'settings of e-mail (TLS, SPF, DKIM, DMARC, antivirus)',
    },
  },
  {
    number: 'M25',
    title: {
      fr: 'Interconnexions dédiées avec les partenaires',
      en: 'Secure dedicated interconnections with partners',
    },
    level: 'standard and reinforced',
    left: { fr: 'les tunnels et leur filtrage', en: 'tunnels and their filtering' },
    document: {
      fr: 'configuration des tunnels, matrice des flux par partenaire',
      en: 'configuration of tunnels, flow matrix of each partner',
    },
  },
  {
    number: 'M26',
    title: { fr: 'Accès aux salles serveurs', en: 'Protect access to server rooms' },
    level: 'standard',
    left: { fr: 'les locaux', en: 'premises' },
    document: { fr: 'liste revue des personnes admises', en: 'reviewed list of people who are let in' },
  },
  {
    number: 'M27',
    title: {
      fr: "Pas d'accès Internet depuis postes/serveurs d'administration",
      en: 'Forbid Internet access from administration',
    },
    level: 'standard and reinforced',
    left: { fr: "les postes d'administration", en: 'administration PCs' },
    document: {
      fr: "règles de filtrage de la zone d'administration",
      en: 'filtering rules of the administration zone',
    },
  },
  {
    number: 'M28',
    title: {
      fr: "Réseau dédié et cloisonné pour l'administration",
      en: 'Dedicate and partition a network for administration',
    },
    level: 'standard and reinforced',
    judged: {
      fr: "aucun port d'administration publié, aucune API de moteur sur le réseau",
      en: 'no administration port published, no engine API on the network',
    },
    left: {
      fr: "le réseau d'administration lui-même, et sa séparation physique au niveau renforcé",
      en: 'the administration network itself, and its physical separation at the reinforced level',
    },
    document: {
      fr: "plan d'adressage et règles de la zone d'administration",
      en: 'addressing and rules of the administration zone',
    },
  },
]
