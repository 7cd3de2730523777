/** What a command of `npm run sampai` is. */

/** One command. It prints for people and returns the exit code of the process. */
export interface Command {
  /** The word after `npm run sampai --`. */
  name: string;
  /** The name with its arguments, e.g. "verify BERKAS.pdf". */
  usage: string;
  /** What it does, in Indonesian, on one line. */
  summary: string;
  run(args: string[]): Promise<number>;
}
