/** Hands a fetched file to the browser's downloads. */

const KEPT_MS = 60_000;

/** Saves `file` under `name`. The bytes are let go a minute later: some browsers start the download late. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
