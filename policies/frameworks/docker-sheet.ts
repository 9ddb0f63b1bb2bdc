import { dockerSheet } from '../sources.ts'
import type { Framework } from './framework.ts'

const { guide, version, trust, url = '' } = dockerSheet('')

/** The 16 recommendations of the Docker sheet. */
export const DOCKER_SHEET: Framework = {
  id: 'docker-sheet',
  guide,
  version,
  date: '2020-09-23',
  trust,
  url,
  title: {
    fr: 'Recommandations de sécurité relatives au déploiement de conteneurs Docker',
    en: 'Security recommendations for the deployment of Docker containers',
  },
  scope: {
    fr: 'La fiche Docker (ANSSI-FT-082) laisse hors de son périmètre le démon Docker et la gestion des images.',
    en: 'The Docker sheet (ANSSI-FT-082) leaves the Docker daemon and the management of images out of its scope.',
  },
  measures: [
    {
      number: 'R1',
      title: {
        fr: "Isoler les systèmes de fichiers sensibles de l'hôte",
        en: 'Isolate sensitive file systems of the host',
      },
      judged: {
        fr: 'ni privileged, ni partage de /, /dev, /proc, /sys',
        en: 'neither privileged nor a share of /, /dev, /proc, /sys',
      },
    },
    {
      number: 'R2',
      title: {
        fr: "Restreindre l'accès aux périphériques de l'hôte",
        en: 'Restrict access to devices of the host',
      },
      judged: {
        fr: "aucun périphérique n'est donné à un conteneur",
        en: 'no device is given to a container',
      },
    },
    {
      number: 'R3',
      title: {
        fr: 'Interdire la connexion au réseau bridge docker0',
        en: 'Forbid connection to the docker0 bridge',
      },
      judged: {
        fr: "aucun conteneur n'est sur le réseau par défaut",
        en: 'no container is on the default network',
      },
      left: {
        fr: "le réglage bridge=none du démon, qui sert d'autres conteneurs que ceux du site",
        en: "the daemon's bridge=none setting, which serves containers other than the site's",
      },
      document: {
        fr: 'configuration du démon (daemon.json)',
        en: 'configuration of the daemon (daemon.json)',
      },
    },
    {
      number: 'R4',
      title: { fr: "Isoler l'interface réseau de l'hôte", en: "Isolate the host's network interface" },
      judged: {
        fr: "aucun conteneur n'est sur le réseau de l'hôte",
        en: 'no container is on the host network',
      },
    },
    {
      number: 'R5',
      title: {
        fr: 'Créer un réseau dédié pour chaque connexion',
        en: 'Create a dedicated network for each connection',
      },
      judged: {
        fr: "chaque réseau n'a que les deux bouts d'un lien",
        en: 'each network holds the two ends of one link only',
      },
      left: {
        fr: "qu'un port publié ait un réseau à lui seul",
        en: 'that a published port has a network of its own',
      },
      document: { fr: 'schéma des réseaux', en: 'diagram of networks' },
    },
    {
      number: 'R6',
      title: {
        fr: 'Dédier les namespaces PID, IPC et UTS',
        en: 'Dedicate the PID, IPC and UTS namespaces',
      },
      judged: {
        fr: "aucun de ces espaces n'est partagé avec l'hôte ou un autre conteneur",
        en: 'none of these is shared with the host or another container',
      },
    },
    {
      number: 'R7',
      title: {
        fr: 'Dédier un namespace USER ID pour chaque conteneur',
        en: 'Dedicate a USER ID namespace to each container',
      },
      judged: {
        fr: 'userns_mode, et le réglage du moteur en marche ; à défaut la variante dégradée, montrée comme telle',
        en: 'userns_mode, and the setting of the running engine; failing that the degraded variant, shown as such',
      },
      left: {
        fr: "les réglages du noyau de l'hôte qui interdisent d'en créer d'autres",
        en: 'the kernel settings of the host that forbid creating others',
      },
      document: {
        fr: "réglages du noyau de l'hôte (sysctl)",
        en: 'kernel settings of the host (sysctl)',
      },
      variants: [
        {
          fr: 'restreindre la création du namespace USER ID',
          en: 'restrict the creation of the USER ID namespace',
        },
        {
          fr: "restreindre le partage du namespace USER ID avec l'hôte",
          en: 'restrict the sharing of the USER ID namespace with the host',
        },
      ],
    },
    {
      number: 'R8',
      title: { fr: "Interdire l'utilisation des capabilities", en: 'Forbid the use of capabilities' },
      judged: {
        fr: 'toutes retirées ; celles qui sont rendues sont dans une liste',
        en: 'all of them dropped; those given back are in a list',
      },
      variants: [{ fr: "limiter l'utilisation des capabilities", en: 'limit the use of capabilities' }],
    },
    {
      number: 'R9',
      title: { fr: 'Dédier les Control groups', en: 'Dedicate control groups' },
      judged: { fr: 'pas de cgroup_parent', en: 'no cgroup_parent' },
    },
    {
      number: 'R10',
      title: { fr: "Limiter l'utilisation de la mémoire", en: 'Limit the use of memory' },
      judged: { fr: 'memory et memory_swap', en: 'memory and memory_swap' },
    },
    {
      number: 'R11',
      title: { fr: "Limiter l'utilisation du CPU", en: 'Limit the use of the CPU' },
      judged: { fr: 'cpus, ou quota et période', en: 'cpus, or quota and period' },
    },
    {
      number: 'R12',
      title: {
        fr: 'Restreindre en lecture le système de fichiers racine',
        en: 'Make the root file system read-only',
      },
      judged: { fr: 'read_only', en: 'read_only' },
      variants: [
        {
          fr: "limiter l'écriture de l'espace de stockage d'un conteneur, ou de tous",
          en: 'limit what one container, or all of them, may write to storage',
        },
      ],
    },
    {
      number: 'R13',
      title: {
        fr: 'Système de stockage pour données non persistantes',
        en: 'Storage for non-persistent data',
      },
      judged: { fr: 'tmpfs sur /tmp', en: 'tmpfs on /tmp' },
      left: {
        fr: "si d'autres données temporaires vont dans un volume",
        en: 'whether other temporary data goes to a volume',
      },
      document: {
        fr: 'description de ce que chaque conteneur écrit',
        en: 'description of what each container writes',
      },
    },
    {
      number: 'R14',
      title: {
        fr: 'Système de stockage pour données persistantes ou partagées',
        en: 'Storage for persistent or shared data',
      },
      judged: {
        fr: 'les données sont dans des volumes déclarés, un seul conteneur écrit dans chacun',
        en: 'data is in declared volumes, one container only writes to each',
      },
      left: {
        fr: 'si ce qui est monté en écriture est vraiment modifié',
        en: 'whether what is mounted for writing is truly modified',
      },
      document: {
        fr: 'description de ce que chaque conteneur écrit',
        en: 'description of what each container writes',
      },
    },
    {
      number: 'R15',
      title: {
        fr: "Restreindre l'accès aux répertoires et fichiers sensibles",
        en: 'Restrict access to sensitive folders and files',
      },
      judged: {
        fr: 'montages sensibles en lecture seule ; aucun secret en clair dans ce qui se lit',
        en: 'sensitive mounts are read-only; no secret in clear in what can be read',
      },
      left: {
        fr: 'ce qui est sensible pour le métier et que rien ne signale',
        en: 'what is sensitive to the business and nothing points out',
      },
      document: { fr: 'liste des fichiers sensibles du site', en: "list of the site's sensitive files" },
    },
    {
      number: 'R16',
      title: { fr: 'Exporter les journaux avec Docker', en: 'Export logs with Docker' },
      left: {
        fr: "l'export des journaux vers un serveur central, que Socle ne construit pas encore",
        en: 'the export of logs to a central server, which Socle does not build yet',
      },
      document: {
        fr: "configuration de l'export et extrait daté reçu par le serveur central",
        en: 'configuration of the export and a dated extract received by the central server',
      },
      variants: [
        {
          fr: "exporter les journaux depuis l'intérieur du conteneur",
          en: 'export logs from inside the container',
        },
      ],
    },
  ],
}
