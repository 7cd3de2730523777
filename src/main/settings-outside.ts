/** Reads the settings of the systems outside: WhatsApp and BSrE, or the simulators that stand in for them. */
import type { BsreSettings, Mode, SimulatorSettings, WhatsAppSettings } from './settings.ts';
import type { SettingsReader } from './settings-reader.ts';

/** Known to everybody who reads this file, and therefore good for simulators alone. */
const DEMO_WHATSAPP = {
  appSecret: 'peragaan-app-secret',
  verifyToken: 'peragaan-verify-token',
  accessToken: 'peragaan-access-token',
  phoneNumberId: '990000000000002',
};
const META_GRAPH = 'https://graph.facebook.com';

/** Reads what the WhatsApp adapter and the webhook need; in Mode Peragaan everything has a default. */
export function readWhatsApp(
  reader: SettingsReader,
  mode: Mode,
  simulators?: SimulatorSettings,
): WhatsAppSettings {
  const secret = (name: string, demo: string) => {
    const given = reader.text(name);
    if (mode === 'peragaan') return given ?? demo;
    if (!given) {
      reader.refuse(
        `${name} belum diisi: salin nilainya dari aplikasi WhatsApp kantor di developers.facebook.com, atau pakai SAMPAI_MODE=peragaan.`,
        `${name} is not set: copy it from the office's WhatsApp app at developers.facebook.com, or use SAMPAI_MODE=peragaan.`,
      );
    }
    if (given === demo) {
      reader.refuse(
        `${name} berisi nilai peragaan: isi dengan nilai dari Meta.`,
        `${name} holds the demonstration's value: set it to Meta's.`,
      );
    }
    return given;
  };
  const whatsapp: WhatsAppSettings = {
    appSecret: secret('WHATSAPP_APP_SECRET', DEMO_WHATSAPP.appSecret),
    verifyToken: secret('WHATSAPP_VERIFY_TOKEN', DEMO_WHATSAPP.verifyToken),
    accessToken: secret('WHATSAPP_ACCESS_TOKEN', DEMO_WHATSAPP.accessToken),
    phoneNumberId: secret('WHATSAPP_PHONE_NUMBER_ID', DEMO_WHATSAPP.phoneNumberId),
    graphBaseUrl:
      reader.webUrl('GRAPH_BASE_URL') ??
      (simulators ? `http://127.0.0.1:${simulators.whatsappPort}` : META_GRAPH),
    graphVersion: reader.text('GRAPH_VERSION') ?? 'v26.0',
  };
  checkWhatsApp(reader, mode, whatsapp);
  return whatsapp;
}

function checkWhatsApp(reader: SettingsReader, mode: Mode, whatsapp: WhatsAppSettings): void {
  if (!/^\d+$/.test(whatsapp.phoneNumberId)) {
    reader.refuse(
      'WHATSAPP_PHONE_NUMBER_ID harus berupa angka: itu "Phone number ID" di Meta, bukan nomor teleponnya.',
      'WHATSAPP_PHONE_NUMBER_ID must be digits: it is Meta\'s "Phone number ID", not the telephone number.',
    );
  }
  if (!/^v\d+\.\d+$/.test(whatsapp.graphVersion)) {
    reader.refuse('GRAPH_VERSION harus berbentuk seperti v26.0.', 'GRAPH_VERSION must look like v26.0.');
  }
  const isAtMeta = new URL(whatsapp.graphBaseUrl).hostname.endsWith('facebook.com');
  // Invented people must never write to real telephones: tokens of Meta begin with EAA.
  if (mode === 'peragaan' && (isAtMeta || whatsapp.accessToken.startsWith('EAA'))) {
    const name = isAtMeta ? 'GRAPH_BASE_URL' : 'WHATSAPP_ACCESS_TOKEN';
    reader.refuse(
      `${name} menunjuk WhatsApp yang sebenarnya, sedangkan Mode Peragaan memakai simulator: kosongkan ${name}, atau isi SAMPAI_MODE=produksi.`,
      `${name} points at the real WhatsApp, while Mode Peragaan uses simulators: unset ${name}, or set SAMPAI_MODE=produksi.`,
    );
  }
  if (!isSafe(whatsapp.graphBaseUrl)) {
    reader.refuse('GRAPH_BASE_URL harus diawali https://.', 'GRAPH_BASE_URL must begin with https://.');
  }
}

/** Reads the BSrE client's address and login; undefined where the office signs in SIAK. */
export function readBsre(reader: SettingsReader, simulators?: SimulatorSettings): BsreSettings | undefined {
  const baseUrl = reader.webUrl('BSRE_BASE_URL');
  const user = reader.text('BSRE_USER');
  const password = reader.text('BSRE_PASSWORD');
  if (simulators) {
    return {
      baseUrl: baseUrl ?? `http://127.0.0.1:${simulators.bsrePort}`,
      user: user ?? 'peragaan',
      password: password ?? 'peragaan',
    };
  }
  if (baseUrl && user && password) return { baseUrl, user, password };
  if (baseUrl || user || password) {
    reader.refuse(
      'BSRE_BASE_URL, BSRE_USER dan BSRE_PASSWORD harus diisi ketiganya, atau dikosongkan semua bila kantor menandatangani di SIAK.',
      'BSRE_BASE_URL, BSRE_USER and BSRE_PASSWORD must all be set, or all be unset where the office signs in SIAK.',
    );
  }
  return undefined;
}

/** Whether what goes to this address is encrypted, or never leaves this machine. */
export function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
