/** What the sworn statements (SPTJM) have in common: the wording of the declaration and where it comes from. */

/**
 * The declaration of a sworn statement. `approvedWording` is the office's own approved copy and goes before;
 * without it Sampai's words are printed, together with a note that says so. What is declared follows the 2026
 * annex: the data are true; prosecution is accepted, and documents issued on them become invalid.
 */
export function declarationOf(
  subject: string,
  approvedWording: readonly string[] | undefined,
): { declaration: string[]; notes: string[] } {
  if (approvedWording !== undefined && approvedWording.length > 0) {
    return { declaration: [...approvedWording], notes: [] };
  }
  return {
    declaration: [
      `Saya menyatakan dengan sungguh-sungguh bahwa ${subject} di atas benar, dan saya bertanggung jawab penuh atas kebenarannya.`,
      'Jika kelak terbukti tidak benar, saya bersedia dituntut menurut hukum, dan dokumen yang terbit berdasarkan pernyataan ini menjadi tidak berlaku.',
    ],
    notes: [
      'Kalimat pernyataan ini susunan Sampai. Bila kantor memiliki naskah yang disahkan, naskah kantor yang dipakai.',
    ],
  };
}
