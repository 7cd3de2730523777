/** How much one upload may cost: size, pixels, pages, time and memory (decision 11: uploads are hostile). */

/** Bounds of one upload and of the child process that opens it. */
export interface UploadLimits {
  /** Largest file taken, in bytes. WhatsApp sends photos of at most 5 MB; scans from village desks are larger. */
  fileBytes: number;
  /** Largest picture that is decoded, in pixels (width × height as declared by the file). */
  pixels: number;
  /** Most pages a PDF may have. */
  pages: number;
  /** Longest side of a page as staff see it, in pixels; smaller pictures are not enlarged. */
  longestSidePx: number;
  /** Resolution at which PDF pages are drawn, unless that would exceed `longestSidePx`. */
  dotsPerInch: number;
  /** JPEG quality (1–100) of the re-encoded pages. */
  jpegQuality: number;
  /**
   * Wall-clock time for one file, in ms; afterwards the child is killed. Far above `cpuMs`: a machine that is busy
   * with other things must not make a sound paper look hostile.
   */
  wallMs: number;
  /** CPU time for one file, in ms; afterwards the child is killed. */
  cpuMs: number;
  /**
   * Resident memory of the child, in bytes; above it the child is killed. It is looked at every few
   * milliseconds, so a file that grows fast is met a little later: keep this below what may be spent.
   */
  residentBytes: number;
  /** A child is replaced after this many files, so that what one file spoilt does not last. */
  filesPerChild: number;
}

/** The bounds used unless an office measures otherwise. */
export const defaultUploadLimits: UploadLimits = {
  fileBytes: 16 * 1024 * 1024,
  pixels: 50_000_000,
  pages: 10,
  longestSidePx: 2600,
  dotsPerInch: 180,
  jpegQuality: 82,
  wallMs: 30_000,
  cpuMs: 8_000,
  residentBytes: 448 * 1024 * 1024,
  filesPerChild: 100,
};
