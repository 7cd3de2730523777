/** The WhatsApp templates that Sampai uses outside the 24 hours: declared once, created at Meta by the office. */

/** One template in Meta's own shape (Cloud API, "Message templates"); all are utility templates in Indonesian. */
export interface TemplateDeclaration {
  name: string;
  language: string;
  category: 'UTILITY';
  components: { type: string; text?: string; buttons?: { type: string; text: string }[] }[];
}

function template(name: string, body: string, button?: string): TemplateDeclaration {
  return {
    name,
    language: 'id',
    category: 'UTILITY',
    components: [
      { type: 'BODY', text: body },
      ...(button === undefined
        ? []
        : [{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: button }] }]),
    ],
  };
}

/** All templates. Parameters are numbered as `src/app/reactions.ts` gives them. */
export const templates: readonly TemplateDeclaration[] = [
  template(
    'berkas_kurang',
    'Berkas {{1}} kurang: {{2}}. Kirim ulang yang itu saja; berkas lain sudah kami simpan.',
    'Lengkapi',
  ),
  template('dokumen_terbit', '{{1}} untuk berkas {{2}} sudah ditandatangani dan siap dikirim.', 'Kirim PDF'),
  template(
    'kartu_siap',
    '{{1}} berkas {{2}} siap diambil. Kode ambil: {{3}}. Bawa KTP-el Anda; jangan beri kode ini kepada orang lain.',
  ),
  template(
    'berkas_ditolak',
    'Berkas {{1}} tidak dapat dilanjutkan: {{2}}. Balas PETUGAS bila ingin penjelasan.',
  ),
];
