/** What a browser shows at an address that does not exist: a calm page with a way back, in the reader's language. */
import type { FastifyRequest } from 'fastify';
import { languageOf } from './refusal-response.ts';

const words = {
  id: {
    title: 'Halaman ini tidak ada',
    text: 'Alamatnya mungkin salah ketik, atau halamannya sudah dipindah. Tidak ada data Anda yang hilang.',
    links: [
      ['/lacak', 'Lacak berkas'],
      ['/cek', 'Cek dokumen'],
      ['/office', 'Masuk petugas'],
    ],
  },
  en: {
    title: 'This page does not exist',
    text: 'The address may be mistyped, or the page has moved. None of your data is lost.',
    links: [
      ['/lacak', 'Track a case'],
      ['/cek', 'Check a document'],
      ['/office', 'Officers’ sign-in'],
    ],
  },
} as const;

/** Addresses that programs ask: they get JSON, whatever they say that they like. */
const FOR_PROGRAMS = /^\/(?:api|webhooks|simulator|assets|health)(?:\/|$)/u;

/** Whether a person in a browser asks. */
export function isPageWanted(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? '/';
  const wantsPage = request.headers.accept?.includes('text/html') === true;
  return request.method === 'GET' && wantsPage && !FOR_PROGRAMS.test(path);
}

/** The page. Nothing of the request stands in it. */
export function lostPage(request: FastifyRequest): string {
  const language = languageOf(request);
  const { title, text, links } = words[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Sampai</title><style>
body{margin:0;min-height:100dvh;display:grid;place-items:center;padding:24px;box-sizing:border-box;font:17px/1.5 system-ui,sans-serif;color:#16202a;background:#f4f6f8}
main{max-width:480px}h1{font-size:26px;line-height:1.2;margin:0 0 12px}p{margin:0 0 20px;color:#3b4855}
nav{display:flex;flex-wrap:wrap;gap:10px}a{display:inline-block;padding:12px 16px;border-radius:10px;background:#fff;border:1px solid #c9d1d8;color:#0b4a6f;font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid #0b5c8a;outline-offset:2px}</style></head>
<body><main><h1>${title}</h1><p>${text}</p><nav>${links.map(([to, name]) => `<a href="${to}">${name}</a>`).join('')}</nav></main></body></html>`;
}
