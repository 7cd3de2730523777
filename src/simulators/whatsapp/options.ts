/** What the simulator is started with, its defaults, and what it refuses to start with. */

/** One message template as an office would have it at Meta. `components` as in Meta's template API. */
export interface TemplateSeed {
  name: string;
  /** Language code such as `id` or `en_US`. */
  language: string;
  category: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
  components: TemplateComponent[];
}

/** A part of a template: `BODY` with `{{1}}` placeholders, `BUTTONS`, `HEADER`, `FOOTER`. */
export interface TemplateComponent {
  type: string;
  format?: string;
  text?: string;
  buttons?: { type: string; text?: string; url?: string; phone_number?: string }[];
}

/** One handset that exists when the state is empty. */
export interface HandsetSeed {
  id: string;
  name: string;
  /** International digits without `+`. */
  phone: string;
  username?: string;
  suggestions?: Suggestion[];
}

/** A reply that the phone page offers ready-made, so that a demo needs no typing. */
export interface Suggestion {
  text: string;
  /** What stands on the button; the text itself by default. */
  label?: string;
  /** Offered when the last message of the business contains this; without it, while the chat is empty. */
  when?: string;
}

/** Settings of one simulated business number. */
export interface WhatsAppSimulatorOptions {
  /** Address to listen on; only loopback, unless `allowRemote`. */
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** Folder of the state that outlives a crash; made when missing. One simulator at a time may use it. */
  stateDir: string;
  appSecret: string;
  verifyToken: string;
  /** The Bearer token of the Graph paths. A token that looks like Meta's own is refused. */
  accessToken: string;
  phoneNumberId: string;
  displayPhoneNumber: string;
  /** Where webhooks go, for example `http://127.0.0.1:8080/webhooks/whatsapp`. */
  webhookUrl: string;
  /** Milliseconds added to the machine's clock. Without it the offset of the last run goes on. */
  clockOffsetMs?: number;
  /** Makes ids and chances repeatable. Without it a random seed is drawn once and kept in the state. */
  seed?: string;
  /** Folder of sample papers with an optional `gallery.json`. */
  galleryDir?: string;
  wabaId?: string;
  /** The name that handsets show for the business; `Disdukcapil` by default. */
  businessName?: string;
  /** Templates that count as approved from the start; the Graph path for templates adds more. */
  templates?: TemplateSeed[];
  /** Handsets of a fresh state; three demo people by default. */
  handsets?: HandsetSeed[];
  /** Listen on an address that others can reach. */
  allowRemote?: boolean;
  /** Print no banner. */
  isQuiet?: boolean;
}

/** The options with every default filled in. */
export interface Settings extends WhatsAppSimulatorOptions {
  wabaId: string;
  businessName: string;
  templates: TemplateSeed[];
  handsets: HandsetSeed[];
}

const greeting: Suggestion[] = [{ text: 'Halo' }];

/** Numbers of the toll-free range 0800: nobody's mobile, so a demo never reaches a real person. */
const demoHandsets: HandsetSeed[] = [
  { id: 'ibu', name: 'Ibu Contoh', phone: '628009900011', suggestions: greeting },
  {
    id: 'bapak',
    name: 'Bapak Contoh',
    phone: '628009900012',
    username: 'bapak.contoh',
    suggestions: greeting,
  },
  {
    id: 'petugas-desa',
    name: 'Petugas Desa Contoh',
    phone: '628009900013',
    suggestions: greeting,
  },
];

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Fills in defaults. Throws one clear sentence when the simulator must not start with these options. */
export function settle(options: WhatsAppSimulatorOptions): Settings {
  if (options.accessToken.startsWith('EAA'))
    throw new Error('The access token looks like a real one of Meta (EAA…): the simulator refuses to start.');
  if (!options.allowRemote && !loopback.has(options.host))
    throw new Error(`The simulator listens on loopback only; ${options.host} is not loopback.`);
  for (const name of ['appSecret', 'verifyToken', 'accessToken', 'phoneNumberId'] as const)
    if (!options[name]) throw new Error(`The simulator needs a value for ${name}.`);
  return {
    ...options,
    wabaId: options.wabaId ?? '990000000000001',
    businessName: options.businessName ?? 'Disdukcapil',
    templates: options.templates ?? [],
    handsets: options.handsets ?? demoHandsets,
  };
}
