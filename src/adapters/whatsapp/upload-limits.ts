/** Which files Meta takes, and how large (Cloud API, "Supported media types"). */

const MEGABYTE = 1_048_576;

const LIMITS_BY_MIME: Readonly<Record<string, number>> = {
  'image/jpeg': 5 * MEGABYTE,
  'image/png': 5 * MEGABYTE,
  'application/pdf': 100 * MEGABYTE,
  'text/plain': 100 * MEGABYTE,
};

/** What keeps a file from being uploaded, or `undefined`. Sampai sends papers: images, PDFs and plain text. */
export function findUploadProblem(file: {
  bytes: Uint8Array;
  filename: string;
  mime: string;
}): 'empty' | 'mime not-allowed' | 'too-large' | 'filename empty' | undefined {
  const limit = Object.hasOwn(LIMITS_BY_MIME, file.mime) ? LIMITS_BY_MIME[file.mime]! : 0;
  if (limit === 0) return 'mime not-allowed';
  if (file.bytes.byteLength === 0) return 'empty';
  if (file.bytes.byteLength > limit) return 'too-large';
  return file.filename.trim() === '' ? 'filename empty' : undefined;
}
